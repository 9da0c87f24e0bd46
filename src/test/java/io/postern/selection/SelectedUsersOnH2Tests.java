package io.postern.selection;

import io.postern.testing.OnH2;

class SelectedUsersOnH2Tests extends SelectedUsersTests implements OnH2 {}
