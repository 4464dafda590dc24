<?php
/**
 * Plugin Name: A page cache for tests
 * Description: Keeps what anonymous visitors GET, with its headers, and answers the next one from the disk. As greedy as the greediest real one: REST answers too.
 *
 * Leaves alone what says that it must not be kept: DONOTCACHEPAGE, or Cache-Control with no-store, no-cache or private.
 *
 * @package Holdfast\Tests
 */

declare(strict_types=1);

( static function (): void {
	$is_anonymous = 0 === count( preg_grep( '/^(wordpress_logged_in_|comment_author_|wp-postpass_)/', array_keys( $_COOKIE ) ) );
	$path         = (string) parse_url( $_SERVER['REQUEST_URI'] ?? '', PHP_URL_PATH );
	$is_program   = (bool) preg_match( '#\.php$|^/wp-(admin|cron)#', $path );
	if ( 'GET' !== ( $_SERVER['REQUEST_METHOD'] ?? '' ) || ! $is_anonymous || $is_program ) {
		return;
	}
	$folder = WP_CONTENT_DIR . '/cache/test-pages';
	$file   = $folder . '/' . hash( 'sha256', $_SERVER['REQUEST_URI'] ) . '.json';
	if ( is_file( $file ) ) {
		$kept = json_decode( (string) file_get_contents( $file ), true );
		foreach ( $kept['headers'] as $line ) {
			header( $line, false );
		}
		header( 'X-Test-Cache: hit' );
		echo base64_decode( $kept['body'] );
		exit;
	}
	header( 'X-Test-Cache: miss' );
	ob_start(
		static function ( string $body ) use ( $folder, $file ): string {
			$headers = headers_list();
			$control = implode( ',', preg_grep( '/^Cache-Control:/i', $headers ) );
			$refuses = defined( 'DONOTCACHEPAGE' ) || preg_match( '/no-store|no-cache|private/i', $control );
			if ( 200 === http_response_code() && ! $refuses && '' !== $body ) {
				wp_mkdir_p( $folder );
				$kept = array_values( preg_grep( '/^(X-Test-Cache|Set-Cookie|X-Powered-By|Host|Date|Connection):/i', $headers, PREG_GREP_INVERT ) );
				file_put_contents(
					$file,
					json_encode(
						array(
							'headers' => $kept,
							'body'    => base64_encode( $body ),
						)
					)
				);
			}
			return $body;
		}
	);
} )();
