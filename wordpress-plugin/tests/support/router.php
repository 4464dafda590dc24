<?php
/**
 * Lets PHP's own web server serve WordPress: files as they are, everything else by index.php.
 *
 * @package Holdfast\Booking\Tests
 */

declare(strict_types=1);

$holdfast_path = (string) parse_url( $_SERVER['REQUEST_URI'], PHP_URL_PATH );
if ( '/' !== $holdfast_path && is_file( $_SERVER['DOCUMENT_ROOT'] . $holdfast_path ) ) {
	return false;
}
$_SERVER['SCRIPT_NAME']     = '/index.php';
$_SERVER['PHP_SELF']        = '/index.php';
$_SERVER['SCRIPT_FILENAME'] = $_SERVER['DOCUMENT_ROOT'] . '/index.php';
require $_SERVER['DOCUMENT_ROOT'] . '/index.php';
