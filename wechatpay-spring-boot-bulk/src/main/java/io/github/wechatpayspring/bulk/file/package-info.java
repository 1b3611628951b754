/**
 * Reads lists of users from files and databases, and writes reports.
 */
@NullMarked
package io.github.wechatpayspring.bulk.file;

import org.jspecify.annotations.NullMarked;
