# Varnish in front of a node on the same machine. Varnish speaks plain HTTP: for TLS put hitch or nginx before it, or
# use nginx alone. gRPC does not pass through Varnish. Give the node
#   ExtIp: 127.0.0.1
#   AllowedHosts: events.example.com
vcl 4.1;

backend eventstore {
    .host = "127.0.0.1";
    .port = "2113";
    # A long poll waits.
    .first_byte_timeout = 120s;
    .probe = {
        .url = "/ping";
        .interval = 5s;
    }
}

sub vcl_recv {
    # Links in feeds are made of these; what a client says of itself does not count.
    set req.http.X-Forwarded-Host = req.http.Host;
    set req.http.X-Forwarded-Proto = "http";
    unset req.http.X-Forwarded-Port;
    unset req.http.X-Forwarded-Prefix;
    unset req.http.ES-TrustedAuth;

    # A long poll asks for what is not there yet.
    if (req.http.ES-LongPoll) {
        return (pass);
    }
    # Requests with a login, and those that change something, pass by as well: that is Varnish's own rule.
}

sub vcl_backend_response {
    # The node says how long each page is good for; nothing is kept a moment longer.
    set beresp.grace = 0s;
    set beresp.keep = 0s;
    if (beresp.http.Cache-Control ~ "(private|no-cache|max-age=0)") {
        set beresp.uncacheable = true;
        set beresp.ttl = 0s;
    }
}

sub vcl_deliver {
    # How often this page came from the cache.
    set resp.http.X-Cache-Hits = obj.hits;
}
