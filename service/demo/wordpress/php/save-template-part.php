<?php
/**
 * Replaces a part of the block theme, such as its footer, as the site editor would.
 *
 * @package Holdfast\Demo
 */

declare(strict_types=1);

// Arguments: slug, area, title, content, keepExisting. Answers whether it was written.
return static function ( array $args ): bool {
	$theme    = get_stylesheet();
	$existing = get_block_template( $theme . '//' . $args['slug'], 'wp_template_part' );
	$id       = null === $existing ? 0 : (int) $existing->wp_id;
	if ( 0 !== $id && ( $args['keepExisting'] ?? false ) ) {
		return false;
	}
	$part   = array(
		'ID'           => $id,
		'post_type'    => 'wp_template_part',
		'post_status'  => 'publish',
		'post_name'    => $args['slug'],
		'post_title'   => $args['title'],
		'post_content' => $args['content'],
		'tax_input'    => array(
			'wp_theme'              => array( $theme ),
			'wp_template_part_area' => array( $args['area'] ),
		),
	);
	$result = wp_insert_post( wp_slash( $part ), true );
	if ( is_wp_error( $result ) ) {
		throw new RuntimeException( $result->get_error_message() );
	}
	return true;
};
