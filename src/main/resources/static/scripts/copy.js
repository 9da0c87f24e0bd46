// Copies what stands beside the button: data-copy names it. Without HTTPS a browser copies only what is selected.
document.addEventListener('click', async (event) => {
  const button = event.target.closest('[data-copy]');
  if (!button) return;
  const source = document.getElementById(button.dataset.copy);
  const text = source.value ?? source.textContent;
  if (navigator.clipboard) await navigator.clipboard.writeText(text);
  else {
    window.getSelection().selectAllChildren(source);
    source.select?.();
    document.execCommand('copy');
  }
  const label = button.textContent;
  if (label === button.dataset.done) return;
  button.textContent = button.dataset.done;
  document.dispatchEvent(new CustomEvent('say', { detail: button.dataset.done }));
  setTimeout(() => { button.textContent = label; }, 2000);
});
