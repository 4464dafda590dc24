<?php
/**
 * The booking block on a page.
 *
 * @package Holdfast\Booking
 *
 * @var array<string, mixed> $attributes Of the block.
 */

declare(strict_types=1);

defined( 'ABSPATH' ) || exit;

// The markup is escaped where it is written.
echo \Holdfast\Booking\Booking_Markup::render( $attributes ); // phpcs:ignore WordPress.Security.EscapeOutput.OutputNotEscaped
