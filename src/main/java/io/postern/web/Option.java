package io.postern.web;

/** One choice of a select field: what the form submits, and the text that stands for it. */
public record Option(String value, String label) {}
