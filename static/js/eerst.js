// What was wrong with what somebody sent is read first, also by who does not see the page.
document.querySelector("[data-eerst]")?.focus();
