<?php
/**
 * Tests of the service's clock.
 *
 * @package Holdfast\Booking\Tests
 */

declare(strict_types=1);

namespace Holdfast\Booking\Tests;

use Holdfast\Booking\Observations;
use Holdfast\Booking\Plugin;
use Holdfast\Booking\Ticker;

/**
 * By WP-Cron, and by whoever visits.
 */
final class Ticker_Test extends Site_Test_Case {

	public function test_wordpress_is_asked_to_tick_every_minute_while_the_site_is_connected(): void {
		Ticker::start();
		self::assertFalse( wp_next_scheduled( Ticker::HOOK ) );
		$this->connect();
		self::assertSame( Ticker::SCHEDULE, wp_get_schedule( Ticker::HOOK ) );
		self::assertSame( 60, wp_get_schedules()[ Ticker::SCHEDULE ]['interval'] );
		$first = wp_next_scheduled( Ticker::HOOK );
		Ticker::start();
		self::assertSame( $first, wp_next_scheduled( Ticker::HOOK ) );
	}

	public function test_a_switched_off_plugin_ticks_no_more_and_a_switched_on_one_goes_on(): void {
		$this->connect();
		do_action( 'deactivate_holdfast-booking/holdfast-booking.php', false );
		self::assertFalse( wp_next_scheduled( Ticker::HOOK ) );
		do_action( 'activate_holdfast-booking/holdfast-booking.php', false );
		self::assertNotFalse( wp_next_scheduled( Ticker::HOOK ) );
	}

	public function test_a_lost_schedule_is_made_again_in_the_dashboard(): void {
		$this->connect();
		wp_clear_scheduled_hook( Ticker::HOOK );
		self::assertNotFalse( has_action( 'admin_init', array( Ticker::class, 'start' ) ) );
		Ticker::start();
		self::assertNotFalse( wp_next_scheduled( Ticker::HOOK ) );
	}

	public function test_a_tick_is_the_site_s_own_call(): void {
		$public_key = $this->connect();
		update_option( Observations::LAST_TICK, 0 );
		$this->service->answer( 200, '{"done":true}' );
		do_action( Ticker::HOOK );
		$sent = $this->service->last();
		self::assertGreaterThan( 20, $sent['options']['timeout'] );
		self::assertSame( array( 'POST', '/v1/tick', '{}' ), array( $sent['method'], $sent['path'], $sent['body'] ) );
		self::assertArrayNotHasKey( 'holdfast-visitor', $sent['headers'] );
		self::assertArrayNotHasKey( 'holdfast-actor', $sent['headers'] );
		self::assertTrue( Fake_Service::is_signed( $sent, $public_key ) );
		self::assertEqualsWithDelta( time(), Observations::last_tick(), 60 );
	}

	public function test_a_tick_that_failed_does_not_count(): void {
		$this->connect();
		update_option( Observations::LAST_TICK, 5 );
		$this->service->be_silent();
		do_action( Ticker::HOOK );
		self::assertSame( 5, Observations::last_tick() );
	}

	public function test_the_contact_is_refreshed_once_an_hour(): void {
		$this->connect();
		$this->service->answer( 200, '{"done":true}' );
		do_action( Ticker::HOOK );
		self::assertCount( 1, $this->service->requests );

		update_option( Observations::CONTACT, array( 'name' => 'Old', 'seen_at' => time() - 3600 ) );
		$this->service->answer( 200, '{"done":true}' )->answer( 200, '{"business":{"name":"New","phone":"+46 8 1","email":null},"services":[]}' );
		do_action( Ticker::HOOK );
		self::assertSame( '/v1/services', $this->service->last()['path'] );
		self::assertSame( array( 'name' => 'New', 'phone' => '+46 8 1', 'email' => '' ), Observations::contact() );
		self::assertEqualsWithDelta( time(), Observations::contact_seen_at(), 60 );
	}

	public function test_a_visit_winds_a_clock_that_has_stopped_after_its_own_answer(): void {
		$this->connect();
		update_option( Observations::LAST_TICK, time() - 121 );
		$this->service->answer( 200, '{}' );
		$this->ask( 'GET', '/services' );
		self::assertCount( 1, $this->service->requests );

		$this->service->answer( 200, '{"done":true}' );
		foreach ( $GLOBALS['wp_filter']['shutdown']->callbacks[1000] as $callback ) {
			$callback['function']();
		}
		self::assertSame( '/v1/tick', $this->service->last()['path'] );
		self::assertFalse( $this->service->last()['options']['blocking'] );
		self::assertLessThanOrEqual( 1, $this->service->last()['options']['timeout'] );
		self::assertEqualsWithDelta( time(), Observations::last_tick(), 60 );
		self::assertFalse( $this->has_late_shutdown() );
	}

	public function test_of_many_visits_one_winds_the_clock(): void {
		$this->connect();
		update_option( Observations::LAST_TICK, time() - 121 );
		$this->service->answer( 200, '{}' );
		$this->ask( 'GET', '/services' );
		self::assertTrue( $this->has_late_shutdown() );
		// Another process: its own ticker, the same database.
		remove_all_actions( 'shutdown', 1000 );
		$client = new \Holdfast\Booking\Service_Client();
		( new Ticker( $client, new \Holdfast\Booking\Connector( $client ) ) )->notice();
		self::assertFalse( $this->has_late_shutdown() );
	}

	public function test_a_clock_that_ticks_is_left_alone(): void {
		$this->connect();
		update_option( Observations::LAST_TICK, time() - 100 );
		$this->service->answer( 200, '{}' );
		$this->ask( 'GET', '/services' );
		self::assertFalse( $this->has_late_shutdown() );
	}

	public function test_a_service_that_is_away_is_not_asked_to_tick(): void {
		$this->connect();
		update_option( Observations::LAST_TICK, 0 );
		$this->service->be_silent();
		$this->ask( 'GET', '/services' );
		self::assertFalse( $this->has_late_shutdown() );
	}

	public function test_the_plugin_knows_its_version(): void {
		$data = get_file_data( Plugin::path( 'holdfast-booking.php' ), array( 'version' => 'Version' ) );
		self::assertSame( Plugin::VERSION, $data['version'] );
	}

	/**
	 * Whether something waits for the end of the request.
	 */
	private function has_late_shutdown(): bool {
		return isset( $GLOBALS['wp_filter']['shutdown']->callbacks[1000] );
	}
}
