<?php
/**
 * Installs WordPress if it is not there yet, and brings the tables of an older one up to date.
 *
 * @package Holdfast\Demo
 */

declare(strict_types=1);

// Both are WordPress's own to be replaced: no mail about the new site, no greeting posts.
function wp_new_blog_notification( $title, $url, $user, $password ) {}
function wp_install_defaults( $user ) {
	global $wpdb;
	$wpdb->insert( $wpdb->terms, array( 'name' => 'Uncategorized', 'slug' => 'uncategorized' ) );
	$wpdb->insert( $wpdb->term_taxonomy, array( 'term_id' => $wpdb->insert_id, 'taxonomy' => 'category', 'description' => '' ) );
	update_option( 'default_category', 1 );
}

/*
 * Arguments: title, adminUser, adminEmail, adminPassword, options (name => value).
 * Answers whether WordPress was installed just now.
 */
return static function ( array $args ): bool {
	require_once ABSPATH . 'wp-admin/includes/upgrade.php';
	if ( is_blog_installed() ) {
		wp_upgrade();
		return false;
	}
	// Else it would look for itself over HTTP to find out whether these addresses work.
	$structure = static function (): string {
		return '/%postname%/';
	};
	add_filter( 'pre_option_permalink_structure', $structure );
	wp_install( $args['title'], $args['adminUser'], $args['adminEmail'], true, '', $args['adminPassword'] );
	remove_filter( 'pre_option_permalink_structure', $structure );
	foreach ( $args['options'] as $name => $value ) {
		update_option( $name, $value );
	}
	// The editor greets everybody with a guide, and the dashboard with a panel.
	$editor = array( 'welcomeGuide' => false, 'welcomeGuideStyles' => false, 'welcomeGuidePage' => false, 'welcomeGuideTemplate' => false );
	update_user_meta(
		1,
		$GLOBALS['wpdb']->get_blog_prefix() . 'persisted_preferences',
		array(
			'core/edit-post' => $editor,
			'core/edit-site' => $editor,
			'core'           => $editor,
			'_modified'      => gmdate( 'c' ),
		)
	);
	update_user_meta( 1, 'show_welcome_panel', 0 );
	return true;
};
