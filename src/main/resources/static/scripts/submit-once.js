// A second click does not send a form again that is on its way. The second answer would be the one that is shown: the link was used
// already, or somebody else saved meanwhile.
let underWay = new WeakSet();
document.addEventListener('submit', (event) => {
  const form = event.target;
  if (event.defaultPrevented || form.method !== 'post') return;
  if (underWay.has(form)) {
    event.preventDefault();
    return;
  }
  underWay.add(form);
  setTimeout(() => underWay.delete(form), 5000);
});
document.addEventListener('not-sent', (event) => underWay.delete(event.target));
window.addEventListener('pageshow', () => {
  underWay = new WeakSet();
});
