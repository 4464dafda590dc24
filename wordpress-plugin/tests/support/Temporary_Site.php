<?php
/**
 * A WordPress of the tests' own.
 *
 * @package Holdfast\Booking\Tests
 */

declare(strict_types=1);

namespace Holdfast\Booking\Tests;

use FilesystemIterator;
use RecursiveDirectoryIterator;
use RecursiveIteratorIterator;
use RuntimeException;

/**
 * Makes a fresh WordPress out of a prepared folder, with its own database and this plugin, and takes it away again.
 *
 * The prepared folder holds WordPress's files and the SQLite drop-in; nothing in it is changed.
 */
final class Temporary_Site {

	public const HOME = 'https://salon.example';

	/**
	 * Where it is.
	 *
	 * @var string
	 */
	public $folder;

	/**
	 * Makes the site and installs it.
	 *
	 * @param string $prepared WordPress's files with the SQLite drop-in.
	 * @param string $plugin   The plugin's folder.
	 */
	public function __construct( string $prepared, string $plugin ) {
		if ( ! is_file( $prepared . '/wp-load.php' ) || ! is_file( $prepared . '/wp-content/db.php' ) ) {
			throw new RuntimeException( "HOLDFAST_WORDPRESS must name a folder with WordPress and the SQLite drop-in; there is none in '$prepared'." );
		}
		$this->folder = sys_get_temp_dir() . '/holdfast-phpunit-' . getmypid() . '-' . bin2hex( random_bytes( 4 ) );
		// Whatever happens next, nothing stays behind.
		register_shutdown_function( array( $this, 'remove' ), getmypid() );
		self::end_in_order();
		$this->copy( $prepared );
		symlink( $plugin, $this->folder . '/wp-content/plugins/holdfast-booking' );
		file_put_contents( $this->folder . '/wp-config.php', file_get_contents( __DIR__ . '/wp-config.php' ) );
		$this->run( array( __DIR__ . '/install.php', $this->folder ) );
	}

	/**
	 * Runs a PHP script in a process of its own, and gives back what it printed.
	 *
	 * @param string[] $arguments The script and what it is told.
	 */
	public function run( array $arguments ): string {
		$process = proc_open(
			array_merge( array( PHP_BINARY, '-d', 'display_errors=stderr' ), $arguments ),
			array(
				1 => array( 'pipe', 'w' ),
				2 => array( 'pipe', 'w' ),
			),
			$pipes
		);
		$output  = stream_get_contents( $pipes[1] );
		$errors  = stream_get_contents( $pipes[2] );
		$code    = proc_close( $process );
		if ( 0 !== $code || '' !== $errors ) {
			throw new RuntimeException( implode( ' ', $arguments ) . " ended with $code:\n$output\n$errors" );
		}
		return (string) $output;
	}

	/**
	 * Lets a signal end the process the usual way, where this PHP can: else what it has made would stay behind.
	 */
	private static function end_in_order(): void {
		if ( ! function_exists( 'pcntl_async_signals' ) ) {
			return;
		}
		pcntl_async_signals( true );
		foreach ( array( SIGINT, SIGTERM, SIGHUP ) as $signal ) {
			pcntl_signal(
				$signal,
				static function (): void {
					exit( 1 );
				}
			);
		}
	}

	/**
	 * Takes the site away, in the process that made it only.
	 *
	 * @param int $maker Its id.
	 */
	public function remove( int $maker ): void {
		if ( getmypid() !== $maker || ! is_dir( $this->folder ) ) {
			return;
		}
		$entries = new RecursiveIteratorIterator(
			new RecursiveDirectoryIterator( $this->folder, FilesystemIterator::SKIP_DOTS ),
			RecursiveIteratorIterator::CHILD_FIRST
		);
		foreach ( $entries as $entry ) {
			$entry->isDir() && ! $entry->isLink() ? rmdir( $entry->getPathname() ) : unlink( $entry->getPathname() );
		}
		rmdir( $this->folder );
	}

	/**
	 * Copies WordPress, by hard links where that is possible. What belongs to the prepared site alone stays there.
	 *
	 * @param string $prepared WordPress's files.
	 */
	private function copy( string $prepared ): void {
		$left_out = array( 'wp-config.php', 'wp-content/database', 'wp-content/plugins/holdfast-booking', 'wp-content/mu-plugins', 'wp-content/uploads' );
		mkdir( $this->folder );
		$source  = new RecursiveDirectoryIterator( $prepared, FilesystemIterator::SKIP_DOTS | FilesystemIterator::CURRENT_AS_SELF );
		$wanted  = new \RecursiveCallbackFilterIterator(
			$source,
			static function ( RecursiveDirectoryIterator $entry ) use ( $left_out ): bool {
				return ! in_array( $entry->getSubPathname(), $left_out, true );
			}
		);
		$entries = new RecursiveIteratorIterator( $wanted, RecursiveIteratorIterator::SELF_FIRST );
		foreach ( $entries as $entry ) {
			$target = $this->folder . '/' . $entry->getSubPathname();
			if ( $entry->isDir() ) {
				mkdir( $target );
			} elseif ( ! @link( $entry->getPathname(), $target ) ) {
				copy( $entry->getPathname(), $target );
			}
		}
		if ( ! is_dir( $this->folder . '/wp-content/plugins' ) ) {
			mkdir( $this->folder . '/wp-content/plugins' );
		}
	}
}
