<?php
/**
 * Opens the key of a connected site with another one in wp-config.php, and says what is wrong.
 *
 * @package Holdfast\Booking\Tests
 */

declare(strict_types=1);

use Holdfast\Booking\Connection;

define( 'HOLDFAST_SIGNING_KEY', $argv[2] );
require __DIR__ . '/load.php';

echo wp_json_encode( Connection::load()->open_key()->get_error_code() );
