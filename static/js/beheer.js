// The admin site of Django has scripts of its own; what is typed there is kept as everywhere.
import "./getypt.js";
