<?php
/**
 * A web server for one test class.
 *
 * @package Holdfast\Booking\Tests
 */

declare(strict_types=1);

namespace Holdfast\Booking\Tests;

use RuntimeException;

/**
 * PHP's own web server on a free port of this machine.
 */
final class Server {

	/**
	 * Where it is reached.
	 *
	 * @var string
	 */
	public $address;

	/**
	 * The process.
	 *
	 * @var resource
	 */
	private $process;

	/**
	 * What it complains about.
	 *
	 * @var resource
	 */
	private $log;

	/**
	 * Starts a server, and waits until it listens.
	 *
	 * @param string                $folder What it serves.
	 * @param string                $router The script that answers.
	 * @param array<string, string> $names  Environment; `%s` stands for the server's own address.
	 */
	public function __construct( string $folder, string $router, array $names ) {
		$port          = self::find_free_port();
		$this->address = 'http://127.0.0.1:' . $port;
		$environment   = array( 'PATH' => (string) getenv( 'PATH' ) );
		foreach ( $names as $name => $value ) {
			$environment[ $name ] = str_replace( '%s', $this->address, $value );
		}
		$this->log     = tmpfile();
		$options       = array( '-d', 'error_reporting=-1', '-d', 'display_errors=0', '-d', 'log_errors=1', '-d', 'error_log=', '-S', "127.0.0.1:$port", '-t', $folder, $router );
		$this->process = proc_open( array_merge( array( PHP_BINARY ), $options ), array( 1 => $this->log, 2 => $this->log ), $pipes, $folder, $environment );
		register_shutdown_function( array( $this, 'stop' ) );
		for ( $tries = 0; $tries < 200; $tries++ ) {
			$connection = @fsockopen( '127.0.0.1', $port );
			if ( false !== $connection ) {
				fclose( $connection );
				return;
			}
			usleep( 50000 );
		}
		$this->stop();
		throw new RuntimeException( 'The web server did not start: ' . $this->read_log() );
	}

	/**
	 * Ends the server.
	 */
	public function stop(): void {
		if ( is_resource( $this->process ) ) {
			proc_terminate( $this->process, 9 );
			proc_close( $this->process );
		}
	}

	/**
	 * What PHP complained about: warnings, notices, deprecations.
	 *
	 * @return string[]
	 */
	public function complaints(): array {
		return array_values( preg_grep( '/PHP (Fatal|Parse|Warning|Notice|Deprecated)/', explode( "\n", $this->read_log() ) ) );
	}

	/**
	 * Asks this server.
	 *
	 * @param string                $method  Of the request.
	 * @param string                $path    With its query.
	 * @param array<string, string> $headers By name.
	 * @param string                $body    Raw bytes.
	 * @return array{status: int, headers: array<string, string[]>, body: string}
	 */
	public function ask( string $method, string $path, array $headers = array(), string $body = '' ): array {
		$lines = array();
		foreach ( $headers as $name => $value ) {
			$lines[] = "$name: $value";
		}
		$options = array(
			'method'          => $method,
			'header'          => $lines,
			'content'         => $body,
			'ignore_errors'   => true,
			'follow_location' => 0,
			'timeout'         => 30,
		);
		$answer  = file_get_contents( $this->address . $path, false, stream_context_create( array( 'http' => $options ) ) );
		$status  = array_shift( $http_response_header );
		$found   = array();
		foreach ( $http_response_header as $line ) {
			list( $name, $value )           = explode( ':', $line, 2 );
			$found[ strtolower( $name ) ][] = trim( $value );
		}
		return array(
			'status'  => (int) explode( ' ', $status )[1],
			'headers' => $found,
			'body'    => (string) $answer,
		);
	}

	/**
	 * Everything that was logged.
	 */
	private function read_log(): string {
		rewind( $this->log );
		return (string) stream_get_contents( $this->log );
	}

	/**
	 * A port that nobody listens on.
	 */
	private static function find_free_port(): int {
		$socket = stream_socket_server( 'tcp://127.0.0.1:0' );
		$name   = stream_socket_get_name( $socket, false );
		fclose( $socket );
		return (int) substr( $name, strrpos( $name, ':' ) + 1 );
	}
}
