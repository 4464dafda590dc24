<?php
/**
 * Tests over real HTTP.
 *
 * @package Holdfast\Booking\Tests
 */

declare(strict_types=1);

namespace Holdfast\Booking\Tests;

use Holdfast\Booking\Connection;
use Holdfast\Booking\Observations;
use Holdfast\Booking\Ticker;
use PHPUnit\Framework\TestCase;

/**
 * A browser, WordPress behind a web server, and a service that checks signatures: three processes.
 */
final class Real_Http_Test extends TestCase {

	private const BYTES = "{ \"empty\": {}, \"list\": [], \"one\": 1.0, \"big\": 9007199254740993, \"text\": \"\\u00e9\" }\n";

	/**
	 * WordPress.
	 *
	 * @var Server
	 */
	private static $site;

	/**
	 * The service.
	 *
	 * @var Server
	 */
	private static $service;

	/**
	 * What the service writes down.
	 *
	 * @var string
	 */
	private static $state;

	/**
	 * The administrator's cookies.
	 *
	 * @var string
	 */
	private static $cookies;

	/**
	 * Starts both, logs in, connects.
	 */
	public static function setUpBeforeClass(): void {
		Connection::forget();
		Observations::forget();
		$folder      = $GLOBALS['holdfast_site']->folder;
		self::$state = $folder . '/service-state';
		is_dir( self::$state ) || mkdir( self::$state );
		self::$service = new Server( self::$state, __DIR__ . '/support/signed-service.php', array( 'HOLDFAST_TEST_STATE' => self::$state ) );
		self::$site    = new Server( $folder, __DIR__ . '/support/router.php', array( 'HOLDFAST_TEST_HOME' => '%s' ) );
		self::log_in();
		$link = wp_json_encode( array( 'link' => self::$service->address . '/connect#hfc_grant' ) );
		$made = self::$site->ask( 'POST', '/wp-json/holdfast/v1/connection/link', self::as_administrator() + array( 'Content-Type' => 'application/json' ), $link );
		self::assertSame( 200, $made['status'], $made['body'] );
		wp_cache_flush();
		Observations::remember_tick();
	}

	/**
	 * Ends both.
	 */
	public static function tearDownAfterClass(): void {
		self::$site->stop();
		self::$service->stop();
		wp_cache_flush();
		Connection::forget();
		Observations::forget();
	}

	public function test_the_connection_belongs_to_the_address_that_the_site_has(): void {
		$shown = json_decode( self::$site->ask( 'GET', '/wp-json/holdfast/v1/connection', self::as_administrator() )['body'], true );
		self::assertSame( array( true, false, self::$site->address ), array( $shown['connected'], $shown['isCopy'], $shown['siteUrl'] ) );
		self::assertSame( self::$service->address, $shown['serviceUrl'] );
	}

	/**
	 * Addresses of the same question on both ways, with and without pretty addresses.
	 *
	 * @return array<string, array{0: string}>
	 */
	public static function ways(): array {
		return array(
			'REST'                          => array( '/wp-json/holdfast/v1/slots?' ),
			'REST with all of WordPress'    => array( '/wp-json/holdfast/v1/slots?_method=GET&' ),
			'REST without pretty addresses' => array( '/index.php?rest_route=/holdfast/v1/slots&' ),
			'Ajax'                          => array( '/wp-admin/admin-ajax.php?action=holdfast&path=/v1/slots&' ),
		);
	}

	/**
	 * @dataProvider ways
	 *
	 * @param string $way Up to the parameters.
	 */
	public function test_a_signed_read_passes_byte_for_byte( string $way ): void {
		$answer = self::$site->ask( 'GET', $way . 'service=svc_%c3%a5&tilde=%7E~&plus=a+b%2Bc&zone=Europe/Stockholm&quote=%27%22%5C', array( 'X-Forwarded-For' => '198.51.100.1' ) );
		self::assertSame( array( 200, self::BYTES ), array( $answer['status'], $answer['body'] ) );
		self::assertSame( array( 'application/json; charset=utf-8' ), $answer['headers']['content-type'] );
		self::assertSame( array( 'no-store' ), $answer['headers']['cache-control'] );
		self::assertSame( array( 'no-cache' ), $answer['headers']['x-litespeed-cache-control'] );
		self::assertArrayNotHasKey( 'set-cookie', $answer['headers'] );

		$sent = self::last_request();
		parse_str( $sent['query'], $parameters );
		self::assertSame( array( 'service' => 'svc_å', 'tilde' => '~~', 'plus' => 'a b+c', 'zone' => 'Europe/Stockholm', 'quote' => '\'"\\' ), $parameters );
		// The visitor's own word about where he is does not count.
		self::assertSame( '127.0.0.1', $sent['visitor'] );
	}

	/**
	 * Both ways up to the path.
	 *
	 * @return array<string, array{0: string}>
	 */
	public static function roots(): array {
		return array(
			'REST' => array( '/wp-json/holdfast/v1' ),
			'Ajax' => array( '/wp-admin/admin-ajax.php?action=holdfast&path=/v1' ),
		);
	}

	/**
	 * @dataProvider roots
	 *
	 * @param string $root Of the way.
	 */
	public function test_writes_pass_with_their_method_body_token_key_and_proof( string $root ): void {
		$body    = '{"note":"Grüße 💇 \"q\" \\\\ "}';
		$headers = array( 'Content-Type' => 'application/json', 'Holdfast-Token' => 'hfm_a.b', 'Idempotency-Key' => '0123456789abcdef', 'Holdfast-Proof' => '14.a.b.c:7' );
		foreach ( array( array( 'PATCH', '/bookings/bkg_1' ), array( 'POST', '/bookings/bkg_1/cancel' ) ) as list( $method, $path ) ) {
			$answer = self::$site->ask( $method, $root . $path, $headers, $body );
			self::assertSame( array( 200, self::BYTES ), array( $answer['status'], $answer['body'] ) );
			$sent = self::last_request();
			self::assertSame( array( $method, '/v1' . $path, 'hfm_a.b', '0123456789abcdef', '14.a.b.c:7', $body ), array( $sent['method'], $sent['path'], $sent['token'], $sent['key'], $sent['proof'], base64_decode( $sent['body'] ) ) );
		}
	}

	/**
	 * @dataProvider roots
	 *
	 * @param string $root Of the way.
	 */
	public function test_refusals_and_files_keep_status_and_headers( string $root ): void {
		$refused = self::$site->ask( 'POST', $root . '/quotes', array( 'Content-Type' => 'application/json' ), '{}' );
		self::assertSame( array( 429, array( '7' ), array( 'no-store' ) ), array( $refused['status'], $refused['headers']['retry-after'], $refused['headers']['cache-control'] ) );
		self::assertSame( 'rate_limited', json_decode( $refused['body'] )->code );
		self::assertStringContainsString( '"more":{}', $refused['body'] );

		$file = self::$site->ask( 'GET', $root . '/bookings/bkg_1/calendar.ics', array( 'Holdfast-Token' => 'hfm_a.b' ) );
		self::assertSame( "BEGIN:VCALENDAR\r\nEND:VCALENDAR\r\n", $file['body'] );
		self::assertSame( array( 'text/calendar; charset=utf-8' ), $file['headers']['content-type'] );
		self::assertSame( array( 'attachment; filename="booking.ics"' ), $file['headers']['content-disposition'] );
	}

	/**
	 * The ways to a page without scripts.
	 *
	 * @return array<string, array{0: string, 1: string}>
	 */
	public static function doors(): array {
		return array(
			'REST'                          => array( '/wp-json/holdfast/v1/plain/%s?', '/wp-json/holdfast/v1/plain' ),
			'REST with all of WordPress'    => array( '/wp-json/holdfast/v1/plain/%s?_method=%s&', '/wp-json/holdfast/v1/plain' ),
			'REST without pretty addresses' => array( '/index.php?rest_route=/holdfast/v1/plain/%s&', '/wp-json/holdfast/v1/plain' ),
		);
	}

	/**
	 * @dataProvider doors
	 *
	 * @param string $way  Up to the parameters.
	 * @param string $door What the service is told of where the pages stand.
	 */
	public function test_pages_forms_and_their_redirects_pass( string $way, string $door ): void {
		$page = self::$site->ask( 'GET', sprintf( $way, 'times', 'GET' ) . 'service=svc_a&door=https://evil.example/' );
		self::assertSame( array( 200, '<h1>Välj en tid</h1>' ), array( $page['status'], $page['body'] ) );
		self::assertSame( array( 'text/html; charset=utf-8' ), $page['headers']['content-type'] );
		self::assertSame( array( "default-src 'none'" ), $page['headers']['content-security-policy'] );
		self::assertSame( array( 'no-referrer' ), $page['headers']['referrer-policy'] );
		self::assertSame( array( 'no-store' ), $page['headers']['cache-control'] );
		self::assertArrayNotHasKey( 'set-cookie', $page['headers'] );
		parse_str( self::last_request()['query'], $parameters );
		self::assertSame( array( 'service' => 'svc_a', 'door' => self::$site->address . $door ), $parameters );

		$form  = array( 'Content-Type' => 'application/x-www-form-urlencoded' );
		$wrong = self::$site->ask( 'POST', sprintf( $way, 'review', 'POST' ), $form, 'name=&at=2027-01-14T13%3A30%3A00Z' );
		self::assertSame( array( 422, '<h1>Välj en tid</h1>' ), array( $wrong['status'], $wrong['body'] ) );
		self::assertSame( 'name=&at=2027-01-14T13%3A30%3A00Z', base64_decode( self::last_request()['body'] ) );

		$paid = self::$site->ask( 'POST', sprintf( $way, 'pay', 'POST' ), $form, 'once=1' );
		self::assertSame( array( 303, array( 'https://checkout.example/c/pay?a=1&b=2' ) ), array( $paid['status'], $paid['headers']['location'] ) );
	}

	public function test_a_page_that_is_not_the_service_s_own_does_not_pass(): void {
		$answer = self::$site->ask( 'GET', '/wp-json/holdfast/v1/plain/proxy' );
		self::assertSame( 503, $answer['status'] );
		self::assertStringNotContainsString( 'proxy', $answer['body'] );
		self::assertArrayNotHasKey( 'location', $answer['headers'] );
		// Whoever runs no scripts reads no JSON.
		self::assertStringContainsString( '<h1>', $answer['body'] );
		self::assertSame( array( 'text/html; charset=utf-8' ), $answer['headers']['content-type'] );
		self::assertStringContainsString( "default-src 'none'", implode( '', $answer['headers']['content-security-policy'] ) );
	}

	public function test_pages_do_not_pass_over_ajax(): void {
		self::assertSame( 404, self::$site->ask( 'GET', '/wp-admin/admin-ajax.php?action=holdfast&path=/v1/plain/times' )['status'] );
	}

	public function test_a_webhook_passes_as_raw_bytes(): void {
		$bytes  = "{\"id\":\"evt_1\",\n\"bytes\":\"\x00\xff\xfe\"}";
		$answer = self::$site->ask( 'POST', '/wp-json/holdfast/v1/webhooks/stripe', array( 'Content-Type' => 'text/plain', 'Stripe-Signature' => 't=1,v1=ab' ), $bytes );
		self::assertSame( 200, $answer['status'] );
		$sent = self::last_request();
		self::assertSame( array( '/webhooks/stripe/site_salon', $bytes, 't=1,v1=ab' ), array( $sent['path'], base64_decode( $sent['body'] ), $sent['stripe'] ) );
	}

	public function test_cookies_count_only_with_their_nonce(): void {
		$cookie_only = array( 'Cookie' => self::$cookies );
		self::assertSame( 401, self::$site->ask( 'GET', '/wp-json/holdfast/v1/admin/status', $cookie_only )['status'] );
		self::assertSame( 403, self::$site->ask( 'GET', '/wp-json/holdfast/v1/admin/status', $cookie_only + array( 'X-WP-Nonce' => 'wrong' ) )['status'] );
		self::assertSame( 401, self::$site->ask( 'GET', '/wp-json/holdfast/v1/admin/status' )['status'] );
		self::assertSame( 401, self::$site->ask( 'POST', '/wp-json/holdfast/v1/connection/disconnect', $cookie_only )['status'] );
		self::assertSame( 200, self::$site->ask( 'GET', '/wp-json/holdfast/v1/admin/status', self::as_administrator() )['status'] );
		self::assertNotSame( '', self::last_request()['actor'] );
		self::assertSame( 200, self::$site->ask( 'GET', '/wp-json/holdfast/v1/services', self::as_administrator() )['status'] );
		self::assertSame( '', self::last_request()['actor'] );
	}

	public function test_wordpress_s_own_clock_winds_the_service_s(): void {
		wp_cache_flush();
		wp_clear_scheduled_hook( Ticker::HOOK );
		wp_schedule_event( time() - 5, Ticker::SCHEDULE, Ticker::HOOK );
		$before = count( self::requests() );
		self::assertSame( 200, self::$site->ask( 'GET', '/wp-cron.php?doing_wp_cron' )['status'] );
		$ticks = array_filter(
			array_slice( self::requests(), $before ),
			static function ( array $request ): bool {
				return '/v1/tick' === $request['path'] && '' === $request['visitor'];
			}
		);
		self::assertCount( 1, $ticks );
		wp_cache_flush();
		self::assertGreaterThan( time(), wp_next_scheduled( Ticker::HOOK ) );
	}

	public function test_a_visit_winds_the_clock_where_wordpress_does_not(): void {
		wp_cache_flush();
		update_option( Observations::LAST_TICK, time() - 1000, false );
		delete_transient( Ticker::LOCK );
		$before = count( self::requests() );
		self::$site->ask( 'GET', '/wp-json/holdfast/v1/services' );
		self::$site->ask( 'GET', '/wp-json/holdfast/v1/services' );
		self::assertSame( array( '/v1/services', '/v1/tick', '/v1/services' ), array_column( array_slice( self::requests(), $before ), 'path' ) );
	}

	public function test_a_page_with_a_booking_is_the_same_for_everybody_and_others_know_nothing_of_it(): void {
		wp_cache_flush();
		foreach ( array( 'with-booking' => '[holdfast_booking]', 'without-booking' => 'Hello' ) as $name => $content ) {
			wp_insert_post( array( 'post_type' => 'page', 'post_status' => 'publish', 'post_title' => $name, 'post_name' => $name, 'post_content' => $content ) );
		}
		$first  = self::$site->ask( 'GET', '/?pagename=with-booking', array( 'User-Agent' => 'one' ) );
		$second = self::$site->ask( 'GET', '/?pagename=with-booking', array( 'User-Agent' => 'two', 'Accept-Language' => 'sv' ) );
		self::assertSame( 200, $first['status'] );
		self::assertSame( $first['body'], $second['body'] );
		self::assertSame( 1, substr_count( $first['body'], '<holdfast-booking ' ) );
		self::assertSame( 1, substr_count( $first['body'], '/widget/holdfast.js?ver=' ) );
		self::assertStringContainsString( '--holdfast-accent:', $first['body'] );
		self::assertStringNotContainsString( 'nonce', $first['body'] );
		self::assertStringNotContainsString( 'no-store', implode( ',', $first['headers']['cache-control'] ?? array() ) );

		$other = self::$site->ask( 'GET', '/?pagename=without-booking' );
		self::assertSame( 200, $other['status'] );
		self::assertStringNotContainsString( 'holdfast', $other['body'] );
	}

	/**
	 * A block theme of WordPress's own, and a classic one of these tests.
	 *
	 * @return array<string, array{0: bool}>
	 */
	public static function themes(): array {
		return array(
			'a block theme'   => array( false ),
			'a classic theme' => array( true ),
		);
	}

	/**
	 * @dataProvider themes
	 *
	 * @param bool $is_classic Whether the theme has PHP templates.
	 */
	public function test_the_manage_page_wears_the_theme_and_is_kept_by_nobody( bool $is_classic ): void {
		wp_cache_flush();
		$before = get_stylesheet();
		if ( $is_classic ) {
			self::make_classic_theme();
			switch_theme( 'classic-of-tests' );
		}
		$page = self::$site->ask( 'GET', '/?holdfast=manage' );
		wp_cache_flush();
		switch_theme( $before );

		$body = $page['body'];
		self::assertSame( 200, $page['status'] );
		self::assertStringContainsString( 'no-store', implode( ',', $page['headers']['cache-control'] ) );
		self::assertSame( array( 'no-referrer' ), $page['headers']['referrer-policy'] );
		self::assertMatchesRegularExpression( '/<meta name=.robots. content=.[^>]*noindex/', $body );
		self::assertStringContainsString( '<meta name="referrer" content="no-referrer">', $body );
		self::assertStringContainsString( '<title>Your booking', $body );
		self::assertSame( 1, substr_count( $body, '<holdfast-manage ' ) );
		self::assertSame( 1, substr_count( $body, '/widget/holdfast.js?ver=' ) );
		self::assertSame( 1, substr_count( $body, '</html>' ) );
		self::assertStringContainsString( 'service-url="' . self::$site->address . '/wp-json/holdfast"', $body );
		self::assertStringContainsString( $is_classic ? 'header of the classic theme' : 'wp-block-template-part', $body );
		self::assertStringContainsString( $is_classic ? 'footer of the classic theme' : '<footer class="wp-block-template-part">', $body );
		self::assertSame( $is_classic, false === strpos( $body, 'wp-site-blocks' ) );
	}

	public function test_the_settings_screen_is_for_administrators(): void {
		$page = self::$site->ask( 'GET', '/wp-admin/admin.php?page=holdfast-booking', array( 'Cookie' => self::$cookies ) );
		self::assertSame( 200, $page['status'] );
		self::assertSame( 1, substr_count( $page['body'], '<div id="holdfast-settings">' ) );
		self::assertStringContainsString( 'page=holdfast-booking', $page['body'] );
		self::assertSame( 302, self::$site->ask( 'GET', '/wp-admin/admin.php?page=holdfast-booking' )['status'] );
	}

	public function test_coming_back_without_a_state_leads_to_a_clean_address_with_a_message(): void {
		$back = self::$site->ask( 'GET', '/wp-admin/admin.php?page=holdfast-booking&holdfast=return&state=abc&grant=hfc_stolen', array( 'Cookie' => self::$cookies ) );
		self::assertSame( array( 302, array( self::$site->address . '/wp-admin/admin.php?page=holdfast-booking' ) ), array( $back['status'], $back['headers']['location'] ) );
		$page = self::$site->ask( 'GET', '/wp-admin/admin.php?page=holdfast-booking', array( 'Cookie' => self::$cookies ) );
		self::assertStringContainsString( 'does not belong to a connection that you have begun', $page['body'] );
		$again = self::$site->ask( 'GET', '/wp-admin/admin.php?page=holdfast-booking', array( 'Cookie' => self::$cookies ) );
		self::assertStringNotContainsString( 'does not belong', $again['body'] );
	}

	/**
	 * Runs last: everything above has been served by then.
	 */
	public function test_php_complained_about_nothing(): void {
		$ours = array_filter(
			array_merge( self::$site->complaints(), self::$service->complaints() ),
			static function ( string $line ): bool {
				return false !== strpos( $line, ' in ' . dirname( __DIR__ ) . '/' );
			}
		);
		self::assertSame( array(), array_values( $ours ) );
	}

	/**
	 * Logs the administrator in, as a browser does.
	 */
	private static function log_in(): void {
		$form   = http_build_query( array( 'log' => 'owner', 'pwd' => 'a password of tests', 'testcookie' => '1', 'wp-submit' => 'Log In' ) );
		$answer = self::$site->ask( 'POST', '/wp-login.php', array( 'Content-Type' => 'application/x-www-form-urlencoded', 'Cookie' => 'wordpress_test_cookie=WP%20Cookie%20check' ), $form );
		$pairs  = array_map(
			static function ( string $cookie ): string {
				return explode( ';', $cookie )[0];
			},
			$answer['headers']['set-cookie'] ?? array()
		);
		self::assertSame( 302, $answer['status'], $answer['body'] );
		self::$cookies = implode( '; ', array_unique( $pairs ) );
	}

	/**
	 * The headers of an administrator's script.
	 *
	 * @return array<string, string>
	 */
	private static function as_administrator(): array {
		$nonce = self::$site->ask( 'GET', '/wp-admin/admin-ajax.php?action=rest-nonce', array( 'Cookie' => self::$cookies ) );
		return array(
			'Cookie'     => self::$cookies,
			'X-WP-Nonce' => $nonce['body'],
		);
	}

	/**
	 * What the service was asked and believed.
	 *
	 * @return array<int, array<string, string>>
	 */
	private static function requests(): array {
		$lines = array_filter( explode( "\n", (string) file_get_contents( self::$state . '/requests' ) ) );
		return array_map(
			static function ( string $line ): array {
				return json_decode( $line, true );
			},
			array_values( $lines )
		);
	}

	/**
	 * The newest of them.
	 *
	 * @return array<string, string>
	 */
	private static function last_request(): array {
		$requests = self::requests();
		return $requests[ count( $requests ) - 1 ];
	}

	/**
	 * Makes a theme with PHP templates.
	 */
	private static function make_classic_theme(): void {
		$folder = get_theme_root() . '/classic-of-tests';
		$files  = array(
			'style.css'  => "/*\nTheme Name: Classic of tests\n*/",
			'index.php'  => '<?php get_header(); get_footer();',
			'header.php' => '<!DOCTYPE html><html><head><?php wp_head(); ?></head><body><?php wp_body_open(); ?><header>header of the classic theme</header>',
			'footer.php' => '<footer>footer of the classic theme</footer><?php wp_footer(); ?></body></html>',
		);
		is_dir( $folder ) || mkdir( $folder );
		foreach ( $files as $name => $content ) {
			file_put_contents( "$folder/$name", $content );
		}
		// WordPress prints a title only for themes that want it so.
		file_put_contents( "$folder/functions.php", "<?php add_theme_support( 'title-tag' );" );
		wp_clean_themes_cache();
	}
}
