package dev.hostgauge;

import dev.hostgauge.cli.Service;
import dev.hostgauge.collector.Collector;
import dev.hostgauge.collector.Context;
import dev.hostgauge.collector.Crew;
import dev.hostgauge.collector.Registration;
import dev.hostgauge.collector.Sampler;
import dev.hostgauge.collector.Seat;
import dev.hostgauge.collector.SelfMetrics;
import dev.hostgauge.collector.Ticker;
import dev.hostgauge.collector.Ticking;
import dev.hostgauge.collector.TrailingWindow;
import dev.hostgauge.config.CollectorSettings;
import dev.hostgauge.config.Settings;
import dev.hostgauge.config.Version;
import dev.hostgauge.http.Identity;
import dev.hostgauge.http.Server;
import dev.hostgauge.http.Traffic;
import dev.hostgauge.machine.Machine;
import dev.hostgauge.machine.Surroundings;
import dev.hostgauge.metric.Catalogue;
import dev.hostgauge.metric.Family;
import dev.hostgauge.metric.Snapshot;
import dev.hostgauge.metric.SnapshotSource;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The one place where the parts meet: a machine, its collectors, the sampler, the server. */
public final class Exporter implements Service.Running {
    private static final Logger LOG = LoggerFactory.getLogger(Exporter.class);

    private final Settings settings;
    private final Machine machine;
    private final Crew crew = new Crew();
    private final Ticker ticker;
    private final Sampler sampler;
    private final Traffic traffic = new Traffic();
    /** Collectors that hold what must be given back. */
    private final List<AutoCloseable> holders = new ArrayList<>();

    private Optional<Server> server = Optional.empty();

    /** Reads nothing yet. */
    public Exporter(Settings settings, Machine machine) {
        this.settings = settings;
        this.machine = machine;
        TrailingWindow window = new TrailingWindow(machine.clock());
        Catalogue catalogue = Collectors.catalogue();
        List<Seat> seats = new ArrayList<>();
        List<Ticking> ticking = new ArrayList<>();
        for (Registration registration : Collectors.readBy(machine.isReadByOshi())) {
            Optional<CollectorSettings> block = settings.collector(registration.name());
            if (block.isPresent()) {
                Context context = new Context(machine, block.get(), crew, window, catalogue, settings.compat());
                Collector collector = registration.factory().make(context);
                seats.add(new Seat(registration, collector, machine.clock()));
                if (collector instanceof Ticking source) {
                    ticking.add(source);
                }
                if (collector instanceof AutoCloseable holder) {
                    holders.add(holder);
                }
            }
        }
        ticker = new Ticker(window, ticking);
        // node_exporter's flag for this leaves out all three: the process, its runtime, its server.
        List<Supplier<List<Family>>> aboutTheServer =
                settings.collector("exporter").isPresent() ? List.of(traffic::families) : List.of();
        sampler = new Sampler(
                seats,
                crew,
                machine.clock(),
                settings.sampling(),
                onceKnown(machine::bootTime),
                new SelfMetrics(settings.compat(), aboutTheServer));
    }

    /** Asks until there is an answer, and then no more. */
    private static Supplier<Optional<Instant>> onceKnown(Supplier<Optional<Instant>> source) {
        List<Instant> known = new ArrayList<>(1);
        return () -> {
            synchronized (known) {
                if (known.isEmpty()) {
                    source.get().ifPresent(known::add);
                }
                return known.stream().findFirst();
            }
        };
    }

    /**
     * Answers scrapes from now on.
     *
     * @throws IOException if an address cannot be listened on; the message names it
     */
    public void start() throws IOException {
        Surroundings.of(machine).warning().ifPresent(LOG::warn);
        ticker.start();
        Version version = Version.current();
        List<String> ownNames = machine.hostname().map(List::of).orElse(List.of());
        Identity identity = new Identity(version.version(), version.revision(), ownNames);
        Server started =
                Server.start(settings.web(), sampler, settings.sampling().timeout(), identity, traffic);
        server = Optional.of(started);
        for (InetSocketAddress address : started.addresses()) {
            LOG.info(
                    "listening on http://{}:{}{}",
                    host(address),
                    address.getPort(),
                    settings.web().telemetryPath());
        }
    }

    private static String host(InetSocketAddress address) {
        String host = address.getAddress().getHostAddress();
        return host.contains(":") ? "[" + host + "]" : host;
    }

    /** Where it listens, with the ports that were chosen where the settings said 0. */
    public List<InetSocketAddress> addresses() {
        return server.map(Server::addresses).orElse(List.of());
    }

    /** Where readings are to be had. */
    public SnapshotSource snapshots() {
        return sampler;
    }

    /** One reading of everything, as soon as there are utilisations. */
    Snapshot readOnce() {
        ticker.start();
        ticker.awaitSecondReading();
        return sampler.read(sampler.collectors(), settings.sampling().timeout());
    }

    /** Stops answering, frees the ports, and lets every thread go that the kernel lets go. */
    @Override
    public void close() {
        server.ifPresent(Server::close);
        ticker.close();
        crew.close();
        holders.forEach(Exporter::giveBack);
    }

    private static void giveBack(AutoCloseable holder) {
        try {
            holder.close();
        } catch (Exception refused) {
            LOG.warn("cannot give back what was read from: {}", refused.toString());
        }
    }
}
