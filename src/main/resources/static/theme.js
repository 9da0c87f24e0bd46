// "Like the system" is known to the browser alone: settled here, before the first paint, and again when the system changes.
(() => {
  const root = document.documentElement;
  const dark = window.matchMedia('(prefers-color-scheme: dark)');
  const settle = () => {
    const chosen = root.dataset.theme;
    root.dataset.bsTheme = chosen === 'light' || chosen === 'dark' ? chosen : dark.matches ? 'dark' : 'light';
  };
  dark.addEventListener('change', settle);
  document.addEventListener('theme', settle);
  settle();
})();
