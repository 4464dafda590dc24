<?php
/**
 * The router of PHP's own web server: what is a file of the site is served as one, everything else is a page of WordPress.
 *
 * @package Holdfast\Demo
 */

declare(strict_types=1);

$root = $_SERVER['DOCUMENT_ROOT'];
$path = rawurldecode( (string) parse_url( $_SERVER['REQUEST_URI'], PHP_URL_PATH ) );

// The server itself refuses paths that lead out of the site; hidden files are nobody's business either.
if ( preg_match( '#/\.#', $path ) ) {
	http_response_code( 404 );
	return true;
}
if ( is_dir( $root . $path ) && '/' !== substr( $path, -1 ) && is_file( $root . $path . '/index.php' ) ) {
	header( 'Location: ' . $path . '/', true, 301 );
	return true;
}
if ( is_file( $root . $path ) || ( '/' !== $path && is_file( $root . $path . 'index.php' ) ) ) {
	return false;
}

$_SERVER['SCRIPT_NAME']     = '/index.php';
$_SERVER['PHP_SELF']        = '/index.php';
$_SERVER['SCRIPT_FILENAME'] = $root . '/index.php';
unset( $_SERVER['PATH_INFO'] );
chdir( $root );
require $root . '/index.php';
