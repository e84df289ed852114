<?php
/**
 * Leaves nothing behind.
 *
 * @package Ban_Explainer
 */

defined( 'WP_UNINSTALL_PLUGIN' ) || exit;

delete_option( 'ban_explainer' );
