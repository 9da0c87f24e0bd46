package io.postern.users.admin;

import io.postern.testing.OnH2;

class UserListOnH2Tests extends UserListTests implements OnH2 {}
