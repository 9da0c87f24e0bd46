package io.postern.webhook.worker;

import io.postern.testing.OnPostgresql;

class WebhookOnPostgresqlIT extends WebhookTests implements OnPostgresql {}
