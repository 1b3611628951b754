package io.github.wechatpayspring.simulator.autoconfigure;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;

import io.github.wechatpayspring.autoconfigure.WechatPayConnectionDetails;
import io.github.wechatpayspring.simulator.WechatPaySimulator;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;

import static org.assertj.core.api.Assertions.assertThat;

@SpringBootTest(webEnvironment = SpringBootTest.WebEnvironment.NONE)
@AutoConfigureWechatPaySimulator
class AutoConfigureWechatPaySimulatorTests {

	@Autowired
	private WechatPaySimulator simulator;

	@Autowired
	private WechatPayConnectionDetails connectionDetails;

	private int requestsBefore;

	@BeforeEach
	void call() throws IOException, InterruptedException {
		this.requestsBefore = this.simulator.requests().size();
		HttpClient.newHttpClient()
			.send(HttpRequest.newBuilder(URI.create(this.simulator.baseUrl() + "/nowhere")).build(),
					BodyHandlers.discarding());
	}

	@RepeatedTest(2)
	void resetsTheSimulatorBeforeEachTestAndItsOwnPreparation() {
		assertThat(this.requestsBefore).isZero();
		assertThat(this.simulator.requests()).hasSize(1);
	}

	@Test
	void connectsTheApplicationToTheSimulator() {
		assertThat(this.connectionDetails.getBaseUrl()).isEqualTo(this.simulator.baseUrl());
	}

	@Nested
	class InNestedClasses {

		@RepeatedTest(2)
		void resetsAsWell() {
			assertThat(AutoConfigureWechatPaySimulatorTests.this.requestsBefore).isZero();
		}

	}

}
