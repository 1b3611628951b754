/**
 * What can be seen of calls from outside: one observation for each, and what happens on
 * its way.
 */
@NullMarked
package io.github.wechatpayspring.client.observation;

import org.jspecify.annotations.NullMarked;
