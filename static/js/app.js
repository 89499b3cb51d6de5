// The parts of Bootstrap that the pages use; each listens to its own data-bs-toggle.
import "bootstrap/js/src/collapse.js";
import "bootstrap/js/src/dropdown.js";
import "./charts.js";
import "./bestand.js";
import "./uploaden.js";
import "./getypt.js";
import "./eerst.js";
import "./zoeken.js";
import "./verversen.js";
