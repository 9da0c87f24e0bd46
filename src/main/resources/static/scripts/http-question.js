// Tells which address the browser sees. Asks at once when http is typed where that is https.
const part = document.querySelector('[data-http-question]');
const question = part.querySelector('[role="alert"]');
const address = part.closest('form').elements.publicUrl;
part.querySelector('[name="seenOrigin"]').value = window.location.origin;
if (window.location.protocol === 'https:') {
  const ask = () => {
    question.hidden = address.disabled || !/^\s*http:/i.test(address.value);
  };
  address.addEventListener('input', ask);
  ask();
}
