/**
 * The sample's pages, a package each; the shop does not know them.
 */
@NullMarked
package io.github.wechatpayspring.sample.pages;

import org.jspecify.annotations.NullMarked;
