package io.postern.selection;

import io.postern.testing.OnH2;

class BackgroundSelectionOnH2Tests extends BackgroundSelectionTests implements OnH2 {}
