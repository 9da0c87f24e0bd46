package io.postern.signin;

import java.util.UUID;

/** A way back for somebody who lost the second factor. */
public interface FactorReset {

    /** Removes all second factors of the account. The next sign-in takes the password alone. Its sessions end. */
    void reset(UUID user);
}
