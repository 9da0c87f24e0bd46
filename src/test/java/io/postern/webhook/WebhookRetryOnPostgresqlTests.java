package io.postern.webhook;

import io.postern.testing.OnPostgresql;

class WebhookRetryOnPostgresqlTests extends WebhookRetryTests implements OnPostgresql {}
