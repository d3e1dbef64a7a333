<?php
// Keeps a copy of your wire: a file a story in FOLDER, by its id, and the number read up to.
// WIRE_KEY=wire_… php follow.php https://news.example.org/wire/v1 FOLDER [--once]

function use_item(object $item, string $fate): void
{
    echo "$item->number $item->signal: $fate: $item->headline\n"; // Here your site does it.
}

// The API's answer, and the seconds to leave before the next. Asks until there is one.
function ask(string $address, ?array $said = null): array
{
    $headers = ['Authorization: Bearer ' . getenv('WIRE_KEY'), 'Content-Type: application/json'];
    $http = ['header' => $headers, 'ignore_errors' => true, 'timeout' => 90];
    if ($said) {
        $http += ['method' => 'POST', 'content' => json_encode($said)];
    }
    for ($pause = 1;; $pause = min($pause * 2, 60)) {
        $text = @file_get_contents($address, false, stream_context_create(['http' => $http]));
        $lines = $text === false ? [] : $http_response_header;
        $status = $lines ? (int) explode(' ', $lines[0])[1] : 0;
        $after = preg_grep('/^Retry-After: *\d+$/i', $lines);
        $seconds = $after ? (int) trim(explode(':', end($after))[1]) : 0;
        $answer = json_decode((string) $text);
        if ($status === 200 && $answer !== null) {
            return [$answer, $seconds];
        }
        if ($status >= 300 && $status < 500 && $status !== 429) {
            error_log("$status: $answer->detail");
            exit(1);
        }
        sleep($seconds ?: $pause);
    }
}

function keep(string $path, string $text): void
{
    file_put_contents("$path.new", $text);
    rename("$path.new", $path); // Whole or not at all.
}

// Store what is newer than what is there: the same may come twice, and late.
function store(string $api, string $folder, array $items): void
{
    $receipts = [];
    foreach ($items as $item) {
        $path = "$folder/$item->story.json";
        if (is_file($path) && json_decode(file_get_contents($path))->number >= $item->number) {
            continue;
        }
        // Withheld is an embargo or a hold: keep it off your pages. Canceled is a withdrawal.
        $fate = $item->pubstatus === 'usable' ? 'published' : 'taken-down';
        use_item($item, $fate);
        keep($path, json_encode($item, JSON_UNESCAPED_UNICODE));
        if (!$item->embargo) {
            $receipts[] = ['story' => $item->story, 'version' => $item->version, 'fate' => $fate];
        }
    }
    if ($receipts) {
        ask("$api/receipts", ['receipts' => $receipts]);
    }
}

// Store all there is, and then, unless once is enough, what comes.
function follow(string $api, string $folder, bool $once = false): void
{
    do {
        $after = is_file("$folder/cursor") ? file_get_contents("$folder/cursor") : '0';
        [$answer, $pause] = ask("$api/log?after=$after&wait=" . ($once ? 0 : 25));
        store($api, $folder, $answer->items);
        keep("$folder/cursor", (string) $answer->cursor); // After the items, never before.
        sleep($pause);
    } while (!$once || $answer->items);
}

if (PHP_SAPI === 'cli' && realpath($argv[0]) === __FILE__) {
    is_dir($argv[2]) || mkdir($argv[2], 0777, true);
    follow(rtrim($argv[1], '/'), $argv[2], in_array('--once', $argv, true));
}
