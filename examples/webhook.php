<?php
// Takes webhooks into the same copy, and reads the log for what they did not bring. For any web server, or to try it:
// WIRE_API=https://news.example.org/wire/v1 WIRE_KEY=wire_… WIRE_SECRET=whsec_… WIRE_FOLDER=… php -S 127.0.0.1:PORT webhook.php
require __DIR__ . '/follow.php';

// Whether it is the agency's, and of these five minutes: Standard Webhooks, v1.
function isSigned(string $secret, array $server, string $body): bool
{
    $at = $server['HTTP_WEBHOOK_TIMESTAMP'] ?? '';
    if (!preg_match('/^\d+$/', $at) || abs(time() - (int) $at) > 300) {
        return false;
    }
    $key = base64_decode(substr($secret, strlen('whsec_')));
    $signed = ($server['HTTP_WEBHOOK_ID'] ?? '') . ".$at.$body";
    $ours = 'v1,' . base64_encode(hash_hmac('sha256', $signed, $key, true));
    foreach (explode(' ', $server['HTTP_WEBHOOK_SIGNATURE'] ?? '') as $given) {
        if (hash_equals($ours, $given)) {
            return true;
        }
    }
    return false;
}

$body = file_get_contents('php://input');
if (!isSigned(getenv('WIRE_SECRET'), $_SERVER, $body)) {
    http_response_code(401);
    exit;
}
$folder = getenv('WIRE_FOLDER');
is_dir($folder) || mkdir($folder, 0777, true);
$turn = fopen("$folder/lock", 'c'); // One after the other, so that nothing is stored twice.
flock($turn, LOCK_EX);
ob_start(); // What is said of each story is no answer.
store(getenv('WIRE_API'), $folder, json_decode($body)->items);
follow(getenv('WIRE_API'), $folder, true);
ob_end_clean();
http_response_code(204);
