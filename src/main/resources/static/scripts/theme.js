// "Like the system" is known to the browser alone: settled here, before the first paint, and again when the system changes.
(() => {
  const root = document.documentElement;
  const dark = window.matchMedia('(prefers-color-scheme: dark)');
  const settle = () => {
    const chosen = root.dataset.theme;
    root.dataset.bsTheme = chosen === 'light' || chosen === 'dark' ? chosen : dark.matches ? 'dark' : 'light';
  };
  dark.addEventListener('change', settle);
  // Paper is white.
  window.addEventListener('beforeprint', () => { root.dataset.bsTheme = 'light'; });
  window.addEventListener('afterprint', settle);
  document.addEventListener('theme', settle);
  settle();
})();
