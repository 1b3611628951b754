/**
 * What is known about jobs and their lines, in tables of a relational database.
 */
@NullMarked
package io.github.wechatpayspring.bulk.ledger;

import org.jspecify.annotations.NullMarked;
