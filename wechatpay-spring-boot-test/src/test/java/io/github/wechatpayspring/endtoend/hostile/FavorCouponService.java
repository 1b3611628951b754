package io.github.wechatpayspring.endtoend.hostile;

import org.springframework.stereotype.Component;

/**
 * A class of the application whose name the library has too.
 */
@Component
class FavorCouponService {

}
