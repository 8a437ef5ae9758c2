package io.wabridge.sandbox.genesys;

/** x */
public class GenesysSandbox {}
