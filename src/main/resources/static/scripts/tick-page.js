// One box ticks all rows of a page. Whoever selects all pages sees all rows of this one ticked, too.
document.addEventListener('change', (event) => {
  if (!event.target.matches('[data-tick-page], #select-all')) return;
  for (const box of document.querySelectorAll('input[name="ids"], [data-tick-page]')) box.checked = event.target.checked;
});
