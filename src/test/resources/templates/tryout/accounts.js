// Fills in the sign-in form with the account that was clicked.
const form = document.querySelector('form input[name=password]').form
for (const button of document.querySelectorAll('[data-demo-account]')) {
  button.addEventListener('click', () => {
    form.elements.username.value = button.dataset.demoAccount
    form.elements.password.value = button.dataset.password
    form.querySelector('button.btn-primary').focus()
  })
}
