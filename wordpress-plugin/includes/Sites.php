<?php
/**
 * The sites of a network.
 *
 * @package Holdfast\Booking
 */

declare(strict_types=1);

namespace Holdfast\Booking;

defined( 'ABSPATH' ) || exit;

/**
 * Does something on one site or on all.
 *
 * @since 0.1.0
 */
final class Sites {

	/**
	 * Does something on this site, or on every site of its network.
	 *
	 * @since 0.1.0
	 *
	 * @param bool     $is_network Whether on all of them.
	 * @param callable $work       Done on each.
	 */
	public static function each( bool $is_network, callable $work ): void {
		if ( ! $is_network || ! is_multisite() ) {
			$work();
			return;
		}
		$ids = get_sites(
			array(
				'fields' => 'ids',
				'number' => 0,
			)
		);
		foreach ( $ids as $id ) {
			switch_to_blog( (int) $id );
			$work();
			restore_current_blog();
		}
	}
}
