// On a narrow screen the filters of a list are folded as long as none is chosen. Without scripts they stay open.
if (window.matchMedia('(max-width: 61.99rem)').matches) {
  for (const filters of document.querySelectorAll('[data-fold="true"]')) filters.open = false;
}
