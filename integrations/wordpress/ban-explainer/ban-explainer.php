<?php
/**
 * Plugin Name:       Ban Explainer
 * Description:       Puts your newsroom's copy of the explainer into posts: by its address on a line of its own, or by a block. Readers without script, and feeds, get a working link.
 * Version:           1.0.0
 * Requires at least: 6.1
 * Requires PHP:      7.4
 * License:           MIT OR Apache-2.0
 * Text Domain:       ban-explainer
 *
 * What this plugin does not do: it stores nothing but one setting, sets no cookie, and asks nothing of any server but
 * of the copy that you name, when you save the setting and when an editor pastes an address.
 *
 * @package Ban_Explainer
 */

namespace Ban_Explainer;

defined( 'ABSPATH' ) || exit;

/** The setting: `address`, and what the copy at that address offers. */
const OPTION = 'ban_explainer';
/** The element, the block and the script have the same name. */
const NAME = 'ban-explainer';

/**
 * The public address of the newsroom's copy, with a slash at the end; '' until it is set.
 */
function address(): string {
	$option = get_option( OPTION );
	return is_array( $option ) ? (string) ( $option['address'] ?? '' ) : '';
}

/**
 * What the copy offers: languages, roles, and the height of each page, as its page `embed/` states them.
 */
function choices(): array {
	$option = get_option( OPTION );
	return is_array( $option ) ? (array) ( $option['choices'] ?? array() ) : array();
}

/**
 * Whether an address lies within the newsroom's copy.
 */
function is_ours( string $url ): bool {
	return '' !== address() && 0 === strpos( $url, address() );
}

// What a post shows.

/**
 * The element with the working link inside. Everything in it is chosen from lists, or escaped.
 *
 * @param string $path       The page, below the address of the copy, beginning with a slash.
 * @param array  $attributes Theme, accent, share and title, as the block has them.
 * @param string $query      What follows the path, with its question mark.
 */
function element( string $path, array $attributes = array(), string $query = '' ): string {
	$choices = choices();
	$page    = $choices['pages'][ $path ] ?? array();
	$title   = title( $path );
	$data    = array();
	foreach ( array(
		'theme' => array( 'light', 'dark' ),
		'share' => array( 'page' ),
		'title' => array( 'none' ),
	) as $name => $allowed ) {
		if ( in_array( $attributes[ $name ] ?? '', $allowed, true ) ) {
			$data[] = sprintf( ' data-%s="%s"', $name, esc_attr( $attributes[ $name ] ) );
		}
	}
	$accent = sanitize_hex_color( $attributes['accent'] ?? '' );
	if ( $accent && 7 === strlen( $accent ) ) {
		$data[] = sprintf( ' data-accent="%s"', esc_attr( $accent ) );
	}
	// The loader is asked for where the element stands, and nowhere else.
	wp_enqueue_script( NAME );
	return sprintf(
		'<ban-explainer%s%s><a href="%s">%s</a></ban-explainer>',
		implode( '', $data ),
		// In a feed no frame comes to fill the room.
		empty( $page['reserve'] ) || is_feed() ? '' : sprintf( ' style="%s"', esc_attr( $page['reserve'] ) ),
		esc_url( address() . ltrim( $path, '/' ) . $query ),
		esc_html( $title )
	);
}

/**
 * The title of the explainer in the language of a page.
 */
function title( string $path ): string {
	$found = __( 'Open the explainer', 'ban-explainer' );
	foreach ( choices()['languages'] ?? array() as $language ) {
		// The language without a prefix stands first, and its prefix begins every path.
		if ( 0 === strpos( $path, $language['prefix'] ) ) {
			$found = $language['title'];
		}
	}
	return $found;
}

/**
 * Renders the block.
 */
function render( array $attributes ): string {
	if ( '' === address() ) {
		return '';
	}
	$prefix = '/';
	foreach ( choices()['languages'] ?? array() as $language ) {
		if ( $language['code'] === ( $attributes['language'] ?? '' ) ) {
			$prefix = $language['prefix'];
		}
	}
	$role  = $attributes['role'] ?? '';
	$path  = $prefix . ( $role ? "$role/" : '' );
	$path  = isset( choices()['pages'][ $path ] ) ? $path : $prefix;
	return sprintf( '<div %s>%s</div>', get_block_wrapper_attributes(), element( $path, $attributes ) );
}

add_action(
	'init',
	function () {
		if ( '' !== address() ) {
			// The file has no version of its own: it is always the newest, and cached for minutes.
			wp_register_script( NAME, address() . 'embed.js', array(), null, true ); // phpcs:ignore WordPress.WP.EnqueuedResourceParameters.MissingVersion
			wp_oembed_add_provider( address() . '*', address() . 'oembed.json' );
		}
		wp_register_script(
			NAME . '-editor',
			plugins_url( 'block.js', __FILE__ ),
			array( 'wp-blocks', 'wp-block-editor', 'wp-components', 'wp-element', 'wp-i18n' ),
			'1.0.0',
			true
		);
		wp_add_inline_script(
			NAME . '-editor',
			'window.banExplainer = ' . wp_json_encode(
				array(
					'address'  => address(),
					'choices'  => choices(),
					'settings' => current_user_can( 'manage_options' ) ? admin_url( 'options-general.php?page=' . NAME ) : '',
				),
				JSON_HEX_TAG
			),
			'before'
		);
		register_block_type( __DIR__, array( 'render_callback' => __NAMESPACE__ . '\render' ) );
	}
);

add_filter(
	'script_loader_tag',
	function ( string $tag, string $handle ): string {
		return NAME === $handle ? str_replace( ' src=', ' async src=', $tag ) : $tag;
	},
	10,
	2
);

// An address on a line of its own.

add_filter(
	'oembed_fetch_url',
	// The answer for a page is a file beside it; a host of files answers no question with a query.
	function ( string $provider, string $url ): string {
		if ( ! is_ours( $url ) ) {
			return $provider;
		}
		$path = strtok( $url, '?#' );
		return trailingslashit( $path ) . 'oembed.json';
	},
	10,
	2
);

add_filter(
	'embed_oembed_html',
	// In place of the frame that the answer holds: the element, whose link feeds and readers without script can use.
	function ( $html, $url ) {
		if ( ! is_string( $html ) || '' === $html || ! is_ours( $url ) || is_admin() ) {
			return $html;
		}
		list( $path, $query ) = array_pad( explode( '?', substr( strtok( $url, '#' ), strlen( address() ) ), 2 ), 2, '' );
		return element( '/' . $path, array(), '' === $query ? '' : "?$query" );
	},
	10,
	2
);

// The setting.

/**
 * An address as a person may type it, as this plugin keeps it; or an error.
 *
 * @return string|\WP_Error
 */
function read_address( string $typed ) {
	$typed = trim( $typed );
	if ( '' === $typed ) {
		return '';
	}
	$parts = wp_parse_url( $typed );
	if ( ! $parts || ! in_array( $parts['scheme'] ?? '', array( 'https', 'http' ), true ) || empty( $parts['host'] ) ) {
		return new \WP_Error( 'scheme', __( 'The address must begin with https://.', 'ban-explainer' ) );
	}
	if ( isset( $parts['query'] ) || isset( $parts['fragment'] ) ) {
		return new \WP_Error( 'query', __( 'The address must have no “?” and no “#” in it.', 'ban-explainer' ) );
	}
	// The first page, named by its file, is its folder.
	return trailingslashit( esc_url_raw( preg_replace( '~/index\.html$~', '/', $typed ) ) );
}

/**
 * Asks the copy at an address what it offers.
 *
 * @return array|\WP_Error
 */
function ask_choices( string $address ) {
	$page = wp_safe_remote_get( $address . 'embed/', array( 'timeout' => 10 ) );
	$text = wp_remote_retrieve_body( $page );
	$data = preg_match( '~<script[^>]*\bid="?builder-data"?[^>]*>(.*?)</script>~s', $text, $found ) ? json_decode( $found[1], true ) : null;
	if ( empty( $data['languages'] ) || empty( $data['pages'] ) ) {
		/* translators: %s: an address */
		return new \WP_Error( 'nothing', sprintf( __( 'There is no explainer at %s: its page for publishers did not answer. Is this the address that the copy was built for?', 'ban-explainer' ), $address . 'embed/' ) );
	}
	return array_intersect_key( $data, array_flip( array( 'languages', 'pages', 'roles' ) ) );
}

/**
 * Keeps what was typed only where an explainer answers there; otherwise the setting stays as it was.
 */
function save( $typed ) {
	$before  = get_option( OPTION );
	$address = read_address( is_array( $typed ) ? (string) ( $typed['address'] ?? '' ) : (string) $typed );
	$choices = is_wp_error( $address ) || '' === $address ? $address : ask_choices( $address );
	if ( is_wp_error( $choices ) ) {
		add_settings_error( OPTION, $choices->get_error_code(), $choices->get_error_message() );
		return $before;
	}
	return '' === $address ? array() : compact( 'address', 'choices' );
}

add_action(
	'admin_init',
	function () {
		register_setting( OPTION, OPTION, array( 'sanitize_callback' => __NAMESPACE__ . '\save' ) );
	}
);

add_action(
	'admin_menu',
	function () {
		add_options_page(
			__( 'Ban Explainer', 'ban-explainer' ),
			__( 'Ban Explainer', 'ban-explainer' ),
			'manage_options',
			NAME,
			function () {
				?>
				<div class="wrap">
					<h1><?php esc_html_e( 'Ban Explainer', 'ban-explainer' ); ?></h1>
					<form method="post" action="options.php">
						<?php settings_fields( OPTION ); ?>
						<table class="form-table" role="presentation"><tr>
							<th scope="row"><label for="ban-explainer-address"><?php esc_html_e( 'Address of your copy', 'ban-explainer' ); ?></label></th>
							<td>
								<input class="regular-text code" type="url" id="ban-explainer-address" name="<?php echo esc_attr( OPTION ); ?>[address]" value="<?php echo esc_attr( address() ); ?>" placeholder="https://news.example/projects/kaspersky/" aria-describedby="ban-explainer-hint">
								<p class="description" id="ban-explainer-hint"><?php esc_html_e( 'The address that your copy of the explainer was built for, with its folder. Saving asks that copy which languages and readers it has; save again after an update of the copy.', 'ban-explainer' ); ?></p>
							</td>
						</tr></table>
						<?php submit_button(); ?>
					</form>
				</div>
				<?php
			}
		);
	}
);

add_filter(
	'plugin_action_links_' . plugin_basename( __FILE__ ),
	function ( array $links ): array {
		array_unshift( $links, sprintf( '<a href="%s">%s</a>', esc_url( admin_url( 'options-general.php?page=' . NAME ) ), esc_html__( 'Settings', 'ban-explainer' ) ) );
		return $links;
	}
);
