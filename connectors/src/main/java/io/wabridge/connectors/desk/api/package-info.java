/**
 * The API desk: any system that receives events as signed webhooks and replies through the public
 * API.
 */
@NullMarked
package io.wabridge.connectors.desk.api;

import org.jspecify.annotations.NullMarked;
