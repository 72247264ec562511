#!/usr/bin/env bash
# Puts a WordPress and its MariaDB from Debian into .tools/wordpress. Nothing is installed: the packages are fetched and
# unpacked, which needs no root and leaves the machine as it was. What the machine has already is not fetched again.
set -euo pipefail
say() { printf 'tools: %s\n' "$*" >&2; }
place="$PWD/.tools/wordpress"
[ ! -f "$place/.ready" ] || exit 0
command -v apt-get >/dev/null && command -v dpkg >/dev/null || { say "WordPress comes from Debian's packages, and there is no apt-get"; exit 1; }

rm -rf "$place"
mkdir -p "$place/packages/partial" "$place/lists/partial" "$place/conf"
wanted="wordpress wordpress-theme-twentytwentythree mariadb-server-core mariadb-client-core php-cli php-mysql"
fetch() {
  apt-get -qq -y -o Debug::NoLocking=1 -o APT::Sandbox::User="$(id -un)" -o Dir::Cache::archives="$place/packages" "$@"
}
# The machine's own lists may be missing or old; then lists of our own are fetched.
if ! fetch --no-install-recommends --download-only install $wanted >/dev/null 2>&1; then
  own=(-o Dir::State::lists="$place/lists")
  fetch "${own[@]}" update
  fetch "${own[@]}" --no-install-recommends --download-only install $wanted
fi
for package in "$place"/packages/*.deb; do
  dpkg -x "$package" "$place"
done
rm -rf "$place/packages" "$place/lists"

# PHP reads these beside its own; mysqli needs mysqlnd before it.
number=10
for name in mysqlnd mysqli opcache; do
  for file in "$place"/usr/lib/php/*/"$name.so"; do
    [ -f "$file" ] || continue
    kind=extension
    [ "$name" != opcache ] || kind=zend_extension
    echo "$kind=$file" >"$place/conf/$number-$name.ini"
    number=$((number + 1))
  done
done
cat >"$place/usr/share/wordpress/wp-config.php" <<'PHP'
<?php
// Where the tests put the database and the files of one site.
define('DB_NAME', 'wordpress');
define('DB_USER', 'root');
define('DB_PASSWORD', '');
define('DB_HOST', 'localhost:' . getenv('WORDPRESS_SOCKET'));
define('DB_CHARSET', 'utf8mb4');
define('DB_COLLATE', '');
foreach (array('AUTH_KEY', 'SECURE_AUTH_KEY', 'LOGGED_IN_KEY', 'NONCE_KEY', 'AUTH_SALT', 'SECURE_AUTH_SALT', 'LOGGED_IN_SALT', 'NONCE_SALT') as $name) {
    define($name, $name . ' of a test');
}
define('WP_HOME', getenv('WORDPRESS_URL'));
define('WP_SITEURL', getenv('WORDPRESS_URL'));
define('WP_ENVIRONMENT_TYPE', 'local');
define('WP_HTTP_BLOCK_EXTERNAL', true);
define('DISABLE_WP_CRON', true);
define('AUTOMATIC_UPDATER_DISABLED', true);
$table_prefix = 'wp_';
if (!defined('ABSPATH')) {
    define('ABSPATH', __DIR__ . '/');
}
require_once ABSPATH . 'wp-settings.php';
PHP
touch "$place/.ready"
