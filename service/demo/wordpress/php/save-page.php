<?php
/**
 * Creates a page, or replaces the one at the same address.
 *
 * @package Holdfast\Demo
 */

declare(strict_types=1);

// Arguments: slug, title, content, and perhaps template, order, isFrontPage, keepExisting. Answers the page's address.
return static function ( array $args ): string {
	$existing = get_page_by_path( $args['slug'] );
	if ( null !== $existing && ( $args['keepExisting'] ?? false ) ) {
		return get_permalink( $existing );
	}
	$page = array(
		'ID'            => null === $existing ? 0 : $existing->ID,
		'post_type'     => 'page',
		'post_status'   => 'publish',
		'post_author'   => 1,
		'post_name'     => $args['slug'],
		'post_title'    => $args['title'],
		'post_content'  => $args['content'],
		'menu_order'    => $args['order'] ?? 0,
		'page_template' => $args['template'] ?? '',
	);
	// WordPress takes a layer of backslashes off what it is given.
	$id = wp_insert_post( wp_slash( $page ), true );
	if ( is_wp_error( $id ) ) {
		throw new RuntimeException( $id->get_error_message() );
	}
	if ( $args['isFrontPage'] ?? false ) {
		update_option( 'show_on_front', 'page' );
		update_option( 'page_on_front', $id );
	}
	return get_permalink( $id );
};
