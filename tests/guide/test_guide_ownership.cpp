// SPDX-License-Identifier: BSD-3-Clause
// The snippets of docs/guide/ownership.md.
#include <memory> // smart pointers
#include <string> // names
#include <vector> // an arena

#include <suture/cast/shared_ptr.h>
#include <suture/cast/string.h>
#include <suture/cast/unique_ptr.h>
#include <suture/cast/vector.h>
#include <suture/suture.h>

namespace nb = suture;
using namespace nb::literals;

namespace {

int alive = 0;
struct counted {
    counted() { ++alive; }
    counted(const counted &) { ++alive; }
    ~counted() { --alive; }
};

// [arena]
struct Node : counted {
    std::string name;
};
struct Graph : counted {
    Graph() = default;
    Graph(const Graph &) = delete; // a vector of unique_ptr claims that it can be copied
    std::vector<std::unique_ptr<Node>> nodes;
    Node *add(const std::string &name) {
        nodes.push_back(std::make_unique<Node>());
        nodes.back()->name = name;
        return nodes.back().get();
    }
};
// [end]
struct Listener : counted {};
struct Source : counted {
    Listener *listener = nullptr;
    void set_listener(Listener *l) { listener = l; }
};
struct Inline : counted {};
struct Held : counted {
    int value = 7;
};
std::shared_ptr<Held> kept;

} // namespace

SUTURE_MODULE(test_guide_ownership_ext, m) {
    // [reference]
    nb::class_<Node>(m, "Node").def_ro("name", &Node::name);
    nb::class_<Graph>(m, "Graph")
        .def(nb::init<>())
        .def("add", &Graph::add, "name"_a, nb::rv_policy::reference);
    // [end]
    // [keep_alive]
    nb::class_<Listener>(m, "Listener").def(nb::init<>());
    nb::class_<Source>(m, "Source")
        .def(nb::init<>())
        .def("set_listener", &Source::set_listener, "listener"_a, nb::keep_alive<1, 2>());
    // [end]
    // [take]
    m.def("make_graph", [] { return new Graph(); }, nb::rv_policy::take_ownership);
    m.def("make_unique_graph", [] { return std::make_unique<Graph>(); });
    // [end]
    // [give]
    nb::class_<Inline>(m, "Inline").def(nb::init<>());
    m.def("consume", [](std::unique_ptr<Inline>) {});
    // [end]
    // [held]
    nb::class_<Held, std::unique_ptr<Held>>(m, "Held")
        .def(nb::init<>())
        .def_ro("value", &Held::value);
    m.def("consume_held", [](std::unique_ptr<Held> held) { return held->value; });
    // [end]
    // [shared]
    m.def("keep", [](std::shared_ptr<Held> held) { kept = std::move(held); });
    m.def("kept", [] { return kept; });
    // [end]
    m.def("alive", [] { return alive; });
    m.def("forget", [] { kept.reset(); });
}
