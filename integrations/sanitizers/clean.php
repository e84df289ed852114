<?php
// What HTMLPurifier and the filter of WordPress leave of texts, both as Debian has them: {name: html} in,
// {sanitizer: {name: html}} out. kses is asked as for an author who may not use unfiltered HTML.
error_reporting( E_ALL & ~E_DEPRECATED );

// The version that Debian has was written for PHP 7: three places index texts as PHP 8 no longer can. A copy is mended;
// the first argument is the folder for it.
$copy = $argv[1];
shell_exec( 'mkdir -p ' . escapeshellarg( $copy ) . ' && cp -r /usr/share/php/HTMLPurifier* ' . escapeshellarg( $copy ) );
foreach ( array( 'Encoder', 'ChildDef/Custom', 'TagTransform/Font' ) as $file ) {
	$file = "$copy/HTMLPurifier/$file.php";
	file_put_contents( $file, preg_replace( '/(\$str|\$raw|\])\{(\$i|0)\}/', '$1[$2]', file_get_contents( $file ) ) );
}
require "$copy/HTMLPurifier.auto.php";
$settings = HTMLPurifier_Config::createDefault();
$settings->set( 'Cache.DefinitionImpl', null );
$purifier = new HTMLPurifier( $settings );

define( 'ABSPATH', '/usr/share/wordpress/' );
define( 'WPINC', 'wp-includes' );
foreach ( array( 'compat', 'plugin', 'load', 'functions', 'formatting', 'kses' ) as $part ) {
	require ABSPATH . WPINC . "/$part.php";
}

$clean = array(
	'HTMLPurifier' => fn( $html ) => $purifier->purify( $html ),
	'WordPress kses' => fn( $html ) => stripslashes( wp_filter_post_kses( addslashes( $html ) ) ),
);
$texts = json_decode( stream_get_contents( STDIN ), true );
echo json_encode( array_map( fn( $f ) => array_map( $f, $texts ), $clean ), JSON_UNESCAPED_SLASHES | JSON_UNESCAPED_UNICODE );
