package io.postern.webhook;

import io.postern.testing.OnPostgresql;

class WebhookOnPostgresqlTests extends WebhookTests implements OnPostgresql {}
