<?php
/**
 * The settings screen.
 *
 * @package Holdfast\Booking
 */

declare(strict_types=1);

namespace Holdfast\Booking;

use WP_Error;

defined( 'ABSPATH' ) || exit;

/**
 * Shows the settings screen, and receives the browser when it comes back from the service.
 *
 * @since 0.1.0
 */
final class Settings_Page {

	public const SLUG   = 'holdfast-booking';
	public const NOTICE = 'holdfast_notice_';

	private const HANDLE = 'holdfast-booking-settings';

	/**
	 * Problems that stop bookings until an administrator does something.
	 */
	private const NEEDS_ACTION = array( 'site_moved', 'site_not_connected', 'signature_invalid', 'signing_key_unreadable', 'signing_key_changed', 'signing_key_invalid', 'requests_blocked', 'https_required' );

	/**
	 * Makes and ends connections.
	 *
	 * @var Connector
	 */
	private $connector;

	/**
	 * Where the screen's script was built.
	 *
	 * @var string
	 */
	private $build;

	/**
	 * The id of the screen; empty until it has one.
	 *
	 * @var string
	 */
	private $screen = '';

	/**
	 * Puts the screen together.
	 *
	 * @since 0.1.0
	 *
	 * @param Connector $connector Makes and ends connections.
	 * @param string    $build     The folder where the screen's script was built.
	 */
	public function __construct( Connector $connector, string $build ) {
		$this->connector = $connector;
		$this->build     = $build;
	}

	/**
	 * Hooks into WordPress.
	 *
	 * @since 0.1.0
	 */
	public function register(): void {
		add_action( 'admin_menu', array( $this, 'add_menu' ) );
		add_action( 'admin_enqueue_scripts', array( $this, 'enqueue' ) );
		add_action( 'admin_notices', array( $this, 'show_notices' ) );
	}

	/**
	 * The address of the screen.
	 *
	 * @since 0.1.0
	 */
	public static function address(): string {
		return admin_url( 'admin.php?page=' . self::SLUG );
	}

	/**
	 * Adds the screen to the menu.
	 *
	 * @since 0.1.0
	 */
	public function add_menu(): void {
		$this->screen = (string) add_menu_page(
			__( 'Holdfast Booking', 'holdfast-booking' ),
			'Holdfast',
			Permission::CAPABILITY,
			self::SLUG,
			array( $this, 'show' ),
			'dashicons-calendar-alt',
			58
		);
		add_action( 'load-' . $this->screen, array( $this, 'receive' ) );
	}

	/**
	 * Loads the screen's script and style, there and nowhere else.
	 *
	 * @since 0.1.0
	 *
	 * @param string $screen The id of the screen that is shown.
	 */
	public function enqueue( string $screen ): void {
		if ( $screen !== $this->screen || ! $this->is_built() ) {
			return;
		}
		$asset = require $this->build . '/index.asset.php';
		wp_enqueue_script( self::HANDLE, Plugin::url( 'build/settings/index.js' ), $asset['dependencies'], $asset['version'], true );
		wp_set_script_translations( self::HANDLE, 'holdfast-booking' );
		wp_enqueue_style( 'wp-components' );
		foreach ( array( 'style-index', 'index' ) as $name ) {
			if ( is_file( "{$this->build}/$name.css" ) ) {
				$handle = self::HANDLE . '-' . $name;
				wp_enqueue_style( $handle, Plugin::url( "build/settings/$name.css" ), array( 'wp-components' ), $asset['version'] );
				wp_style_add_data( $handle, 'rtl', is_file( "{$this->build}/$name-rtl.css" ) ? 'replace' : false );
			}
		}
	}

	/**
	 * Shows the screen.
	 *
	 * @since 0.1.0
	 */
	public function show(): void {
		echo '<div class="wrap">';
		// WordPress moves notices behind the first heading.
		printf( '<h1 class="wp-heading-inline">%s</h1><hr class="wp-header-end">', esc_html__( 'Holdfast Booking', 'holdfast-booking' ) );
		echo '<div id="holdfast-settings">';
		if ( ! $this->is_built() ) {
			printf( '<p>%s</p>', esc_html__( 'This copy of the plugin was not built: its settings screen is missing. Install the plugin from its zip file.', 'holdfast-booking' ) );
		}
		printf( '<noscript><p>%s</p></noscript></div></div>', esc_html__( 'The settings need JavaScript.', 'holdfast-booking' ) );
	}

	/**
	 * Receives the browser when it comes back from the service, and sends it on to an address without secrets.
	 *
	 * @since 0.1.0
	 */
	public function receive(): void {
		// The state in the address is what a nonce is elsewhere: made for this user, good once.
		if ( ! isset( $_GET['holdfast'] ) || 'return' !== $_GET['holdfast'] || ! current_user_can( Permission::CAPABILITY ) ) { // phpcs:ignore WordPress.Security.NonceVerification
			return;
		}
		$outcome = $this->connector->finish( get_current_user_id(), self::read( 'state' ), self::read( 'grant' ) );
		set_transient( self::NOTICE . get_current_user_id(), self::describe( $outcome ), MINUTE_IN_SECONDS );
		nocache_headers();
		wp_safe_redirect( self::address() );
		exit;
	}

	/**
	 * Shows what has just happened, and on every screen what an administrator must do before bookings go on.
	 *
	 * @since 0.1.0
	 */
	public function show_notices(): void {
		if ( ! current_user_can( Permission::CAPABILITY ) ) {
			return;
		}
		$screen    = get_current_screen();
		$is_own    = null !== $screen && $screen->id === $this->screen;
		$transient = self::NOTICE . get_current_user_id();
		$notice    = $is_own ? get_transient( $transient ) : false;
		if ( is_array( $notice ) && isset( $notice['type'], $notice['text'] ) ) {
			delete_transient( $transient );
			wp_admin_notice( esc_html( $notice['text'] ), self::arguments( $notice['type'] ) );
		}
		$fault = $is_own ? null : Connection_Controller::find_fault();
		if ( null !== $fault && in_array( $fault['code'], self::NEEDS_ACTION, true ) ) {
			$link = sprintf( '<a href="%s">%s</a>', esc_url( self::address() ), esc_html__( 'Open the settings', 'holdfast-booking' ) );
			$text = sprintf( '<strong>%s</strong> %s %s %s', esc_html__( 'Online booking is paused.', 'holdfast-booking' ), esc_html( $fault['title'] ), esc_html( $fault['advice'] ), $link );
			wp_admin_notice( $text, self::arguments( 'error' ) );
		}
	}

	/**
	 * Whether the screen's script is there.
	 */
	private function is_built(): bool {
		return is_file( $this->build . '/index.asset.php' );
	}

	/**
	 * What an outcome says to the administrator.
	 *
	 * @param Connection|WP_Error $outcome Of the connector.
	 * @return array{type: string, text: string}
	 */
	private static function describe( $outcome ): array {
		return array(
			'type' => $outcome instanceof WP_Error ? 'error' : 'success',
			'text' => $outcome instanceof WP_Error ? $outcome->get_error_message() : __( 'This website is connected to the booking service.', 'holdfast-booking' ),
		);
	}

	/**
	 * How WordPress shows a notice.
	 *
	 * @param string $type `error` or `success`.
	 * @return array{type: string, dismissible: bool}
	 */
	private static function arguments( string $type ): array {
		return array(
			'type'        => $type,
			'dismissible' => true,
		);
	}

	/**
	 * Reads a secret from the address: nothing but the letters that it can have.
	 *
	 * @param string $name Of the parameter.
	 */
	private static function read( string $name ): string {
		$value = isset( $_GET[ $name ] ) && is_string( $_GET[ $name ] ) ? wp_unslash( $_GET[ $name ] ) : ''; // phpcs:ignore WordPress.Security.NonceVerification, WordPress.Security.ValidatedSanitizedInput
		return preg_match( '/^[A-Za-z0-9_-]{1,200}$/D', $value ) ? $value : '';
	}
}
