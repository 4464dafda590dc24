<?php
/**
 * The plugin as a whole.
 *
 * @package Holdfast\Booking
 */

declare(strict_types=1);

namespace Holdfast\Booking;

defined( 'ABSPATH' ) || exit;

/**
 * Puts the parts together and hooks them into WordPress.
 *
 * @since 0.1.0
 */
final class Plugin {

	public const VERSION = '0.1.0';

	/**
	 * The plugin's main file.
	 *
	 * @var string
	 */
	private static $file = '';

	/**
	 * Starts the plugin.
	 *
	 * @since 0.1.0
	 *
	 * @param string $file The plugin's main file.
	 */
	public static function start( string $file ): void {
		self::$file = $file;
		$client     = new Service_Client();
		$connector  = new Connector( $client );
		$ticker     = new Ticker( $client, $connector );
		$bridge     = new Bridge( $client, $ticker );

		$ticker->register();
		( new Bridge_Controller( $bridge ) )->register();
		( new Express_Lane( $bridge ) )->register();
		( new Connection_Controller( $connector ) )->register();
		( new Ajax_Transport( $bridge ) )->register();
		( new Settings_Page( $connector, self::path( 'build/settings' ) ) )->register();
		Booking_Markup::register();
		Manage_Page::register();
		register_activation_hook( $file, array( self::class, 'activate' ) );
		register_deactivation_hook( $file, array( self::class, 'deactivate' ) );
		add_filter( 'plugin_action_links_' . plugin_basename( $file ), array( self::class, 'add_settings_link' ) );
	}

	/**
	 * Takes up a connection that the site had before.
	 *
	 * @since 0.1.0
	 */
	public static function activate(): void {
		Ticker::start();
	}

	/**
	 * Leaves nothing running. The connection is kept.
	 *
	 * @since 0.1.0
	 *
	 * @param bool $is_network Whether it is switched off on all sites of a network.
	 */
	public static function deactivate( $is_network = false ): void {
		Sites::each( (bool) $is_network, array( Ticker::class, 'stop' ) );
	}

	/**
	 * Puts the way to the settings into the list of plugins.
	 *
	 * @since 0.1.0
	 *
	 * @param array<string, string> $links Those there are.
	 * @return array<string, string>
	 */
	public static function add_settings_link( array $links ): array {
		$link = sprintf( '<a href="%s">%s</a>', esc_url( Settings_Page::address() ), esc_html__( 'Settings', 'holdfast-booking' ) );
		return array_merge( array( 'settings' => $link ), $links );
	}

	/**
	 * The path of a file of the plugin.
	 *
	 * @since 0.1.0
	 *
	 * @param string $file Below the plugin's folder.
	 */
	public static function path( string $file ): string {
		return dirname( self::$file ) . '/' . $file;
	}

	/**
	 * The address of a file of the plugin.
	 *
	 * @since 0.1.0
	 *
	 * @param string $file Below the plugin's folder.
	 */
	public static function url( string $file ): string {
		return plugins_url( $file, self::$file );
	}
}
