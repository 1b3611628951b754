package io.github.wechatpayspring.busifavor.code;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;

import io.github.wechatpayspring.WechatPayException;
import io.github.wechatpayspring.client.service.WechatPayService;

/**
 * Uploads the codes of merchant coupons (预存code) and manages them. Safe for use by
 * several threads.
 */
public interface BusifavorCodeService extends BusifavorCodeOperations, WechatPayService<BusifavorCodeService> {

	/**
	 * How many codes one upload may have.
	 */
	int BATCH_SIZE = 200;

	/**
	 * Upload any number of codes, in batches of {@value #BATCH_SIZE}. The batches have
	 * numbers that derive from the one given: to retry, pass the same codes in the same
	 * order with the same number.
	 * @param stockId id of the stock
	 * @param codes the codes, one that comes again is uploaded once
	 * @param uploadRequestNo the merchant's number for all of the upload, at most 118
	 * characters
	 * @return what became of each code, in their order
	 * @throws IllegalArgumentException if a code or the number is wrong; nothing was sent
	 * then
	 * @throws WechatPayException if a batch was not uploaded or its outcome is unknown;
	 * those before it are uploaded
	 */
	default Map<String, CodeUploadOutcome> uploadAll(String stockId, Iterable<String> codes, String uploadRequestNo) {
		List<String> all = new ArrayList<>();
		LinkedHashSet<String> distinct = new LinkedHashSet<>();
		codes.forEach(distinct::add);
		all.addAll(distinct);
		List<UploadBusifavorCodesRequest> batches = new ArrayList<>();
		for (int start = 0; start < all.size(); start += BATCH_SIZE) {
			batches.add(UploadBusifavorCodesRequest.builder()
				.stockId(stockId)
				.couponCodeList(all.subList(start, Math.min(start + BATCH_SIZE, all.size())))
				.uploadRequestNo(uploadRequestNo + "-" + batches.size())
				.build());
		}
		Map<String, CodeUploadOutcome> outcomes = new LinkedHashMap<>();
		batches.forEach((batch) -> outcomes.putAll(CodeUploadOutcome.of(batch, upload(batch))));
		return outcomes;
	}

}
