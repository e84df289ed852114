#!/bin/sh
# Starts Debian's WordPress with PHP and MariaDB on this computer, with the plugin beside this file, for trying and for
# tests: integrations/wordpress/serve.sh FOLDER PORT. Everything it writes lies in FOLDER, which it empties first.
# It says "ready" and the address when WordPress answers; it ends, and the database with it, on ctrl-C or when its
# standard input is closed. Users: admin, author (may not use unfiltered HTML); each has its name as password.
set -eu
folder=${1:?the first word is a folder to write to}
port=${2:?the second word is a port}
here=$(cd "$(dirname "$0")" && pwd)
address="http://127.0.0.1:$port"

for program in php mariadbd mariadb-install-db mariadb; do
  command -v "$program" >/dev/null || PATH=$PATH:/usr/sbin
  command -v "$program" >/dev/null || {
    echo "$program is missing; on Debian, “apt-get install wordpress php-cli php-mysql mariadb-server” would do." >&2
    exit 1
  }
done
test -f /usr/share/wordpress/wp-load.php || {
  echo "WordPress is missing; on Debian, “apt-get install wordpress wordpress-theme-twentytwentyone wordpress-theme-twentytwentytwo wordpress-theme-twentytwentythree” would do." >&2
  exit 1
}

rm -rf "$folder"
mkdir -p "$folder/db"
folder=$(cd "$folder" && pwd)
site=$folder/site
log=$folder/log
# A socket's name has 108 bytes at most, and the folder may lie deep.
run=$(mktemp -d)
# PHP's server has workers, which outlive it: each server leads a group of its own, and the group is ended.
php='' database=''
end() {
  for leader in $php $database; do kill -- "-$leader" 2>/dev/null || true; done
  wait
  rm -rf "$run"
}
trap end EXIT
trap 'exit 0' HUP INT TERM

mariadb-install-db --no-defaults --datadir="$folder/db" --skip-test-db --user="$(id -un)" >"$log" 2>&1
setsid mariadbd --no-defaults --datadir="$folder/db" --socket="$run/socket" --skip-networking --skip-grant-tables \
  --user="$(id -un)" --pid-file="$run/pid" >>"$log" 2>&1 &
database=$!
for _ in $(seq 100); do
  test -S "$run/socket" && mariadb --no-defaults --socket="$run/socket" -e 'create database wordpress' 2>>"$log" && break
  sleep 0.1
done

# A copy without links, since plugins ask where they are.
cp -rL /usr/share/wordpress "$site"
rm -f "$site/wp-config.php"
mkdir -p "$site/wp-content/plugins" "$site/wp-content/mu-plugins" "$site/wp-content/uploads"
cp -r "$here/ban-explainer" "$site/wp-content/plugins/"
cat >"$site/wp-config.php" <<CONFIG
<?php
define( 'DB_NAME', 'wordpress' );
define( 'DB_USER', 'wordpress' );
define( 'DB_PASSWORD', '' );
define( 'DB_HOST', 'localhost:$run/socket' );
define( 'DB_CHARSET', 'utf8mb4' );
define( 'WP_HOME', '$address' );
define( 'WP_SITEURL', '$address' );
define( 'WP_CONTENT_DIR', __DIR__ . '/wp-content' );
define( 'DISABLE_WP_CRON', true );
define( 'AUTOMATIC_UPDATER_DISABLED', true );
// Nothing but this computer is asked.
define( 'WP_HTTP_BLOCK_EXTERNAL', true );
define( 'WP_ACCESSIBLE_HOSTS', '127.0.0.1' );
define( 'WP_DEBUG', true );
define( 'WP_DEBUG_DISPLAY', false );
define( 'WP_DEBUG_LOG', '$folder/php.log' );
foreach ( array( 'AUTH', 'SECURE_AUTH', 'LOGGED_IN', 'NONCE' ) as \$name ) {
	define( \$name . '_KEY', \$name );
	define( \$name . '_SALT', \$name );
}
\$table_prefix = 'wp_';
defined( 'ABSPATH' ) || define( 'ABSPATH', __DIR__ . '/' );
require_once ABSPATH . 'wp-settings.php';
CONFIG
cat >"$site/wp-content/mu-plugins/on-this-computer.php" <<'PLUGIN'
<?php
// WordPress asks no address of the computer it runs on, and no port but the usual ones; here the explainer lies there.
add_filter( 'http_request_host_is_external', '__return_true' );
add_filter( 'http_allowed_safe_ports', fn( $ports, $host, $url ) => array_merge( $ports, array( (int) wp_parse_url( $url, PHP_URL_PORT ) ) ), 10, 3 );
// Any post in any theme: ?with_theme=NAME.
if ( isset( $_GET['with_theme'] ) ) {
	foreach ( array( 'template', 'stylesheet' ) as $name ) {
		add_filter( "pre_option_$name", fn() => sanitize_key( $_GET['with_theme'] ) );
	}
}
PLUGIN
# A file, or else WordPress.
cat >"$folder/router.php" <<'ROUTER'
<?php
$path = parse_url( $_SERVER['REQUEST_URI'], PHP_URL_PATH );
$file = $_SERVER['DOCUMENT_ROOT'] . $path;
if ( is_file( $file ) || is_file( rtrim( $file, '/' ) . '/index.php' ) && '/' !== $path ) {
	return false;
}
$_SERVER['SCRIPT_NAME'] = '/index.php';
require $_SERVER['DOCUMENT_ROOT'] . '/index.php';
ROUTER
cat >"$folder/install.php" <<'INSTALL'
<?php
define( 'WP_INSTALLING', true );
$_SERVER['HTTP_HOST'] = '127.0.0.1';
require $argv[1] . '/wp-load.php';
require_once ABSPATH . 'wp-admin/includes/upgrade.php';
add_filter( 'pre_wp_mail', '__return_true' );
wp_install( 'The Harbor Ledger', 'admin', 'admin@ledger.example', true, '', 'admin' );
wp_insert_user( array( 'user_login' => 'author', 'user_pass' => 'author', 'user_email' => 'author@ledger.example', 'role' => 'author' ) );
update_option( 'permalink_structure', '/%postname%/' );
require_once ABSPATH . 'wp-admin/includes/plugin.php';
update_option( 'active_plugins', array( 'ban-explainer/ban-explainer.php' ) );
INSTALL
php "$folder/install.php" "$site" >>"$log" 2>&1 || { tail -20 "$log" >&2; exit 1; }

PHP_CLI_SERVER_WORKERS=4 setsid php -S "127.0.0.1:$port" -t "$site" "$folder/router.php" >>"$log" 2>&1 &
php=$!
for _ in $(seq 100); do
  php -r "exit( @file_get_contents( '$address/wp-login.php' ) ? 0 : 1 );" && break
  sleep 0.1
done
echo "ready $address/"
# Until whoever started this lets go.
cat >/dev/null
