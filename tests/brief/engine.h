// SPDX-License-Identifier: BSD-3-Clause
// A small arena engine in place of the brief's: a Fusion owns values and expressions, which point
// back to it and to each other. Each module of tests/brief has an engine of its own: it defines
// ENGINE_SECTION, the inline namespace, so that the modules share no types.
#pragma once

#include <atomic>             // notification of a running execute
#include <chrono>             // its time limit
#include <complex>            // complex scalars
#include <condition_variable> // waiting
#include <cstdint>            // int64_t
#include <exception>          // nvfError
#include <memory>             // ownership
#include <mutex>              // waiting
#include <string>             // names
#include <variant>            // scalars
#include <vector>             // arenas

#if !defined(ENGINE_SECTION)
#    error "define ENGINE_SECTION before this header"
#endif

/// Throws nvfError with the place and a text if the condition does not hold.
#define NVF_ERROR(condition, text)                                                                 \
    do {                                                                                           \
        if (!(condition))                                                                          \
            throw ::nvfuser::nvfError(__FILE__, __LINE__, text);                                   \
    } while (false)

namespace nvfuser {
inline namespace ENGINE_SECTION {

class nvfError : public std::exception {
public:
    nvfError(const char *file, int line, std::string text)
        : m_file(file), m_line(line), m_text(std::move(text)) {}
    const char *what() const noexcept override { return m_text.c_str(); }
    const std::string &file() const { return m_file; }
    int line() const { return m_line; }

private:
    std::string m_file;
    int m_line;
    std::string m_text;
};

/// Fusions, values and expressions that exist.
inline int alive = 0;
struct counted {
    counted() { ++alive; }
    counted(const counted &) = delete;
    ~counted() { --alive; }
};

class Expr;
class Fusion;

class Val : counted {
public:
    Val(Fusion *fusion, std::string name) : m_fusion(fusion), m_name(std::move(name)) {}
    virtual ~Val() { m_name = "(freed)"; }
    Expr *definition() const { return m_definition; }
    Fusion *fusion() const { return m_fusion; }
    const std::string &toString() const { return m_name; }
    void setDefinition(Expr *expr) { m_definition = expr; }

private:
    Fusion *m_fusion;
    Expr *m_definition = nullptr;
    std::string m_name;
};

class TensorView : public Val {
public:
    TensorView(Fusion *fusion, std::string name, std::vector<int64_t> shape)
        : Val(fusion, std::move(name)), m_shape(std::move(shape)) {}
    const std::vector<int64_t> &shape() const { return m_shape; }

private:
    std::vector<int64_t> m_shape;
};

/// What a value is made by.
class Expr : counted {
public:
    Expr(std::string op, std::vector<Val *> inputs, Val *output)
        : m_op(std::move(op)), m_inputs(std::move(inputs)), m_output(output) {}
    ~Expr() { m_op = "(freed)"; }
    const std::vector<Val *> &inputs() const { return m_inputs; }
    Val *output() const { return m_output; }
    std::string toString() const {
        std::string text = m_output->toString() + " = " + m_op + "(";
        for (size_t i = 0; i < m_inputs.size(); ++i)
            text += (i ? ", " : "") + m_inputs[i]->toString();
        return text + ")";
    }

private:
    std::string m_op;
    std::vector<Val *> m_inputs;
    Val *m_output;
};

struct PolymorphicValue {
    using VariantType = std::variant<std::monostate, std::complex<double>, double, int64_t, bool>;
};
using ScalarVariant = std::variant<Val *, PolymorphicValue::VariantType>;

class Fusion : counted {
public:
    Fusion() = default;
    static std::unique_ptr<Fusion> create() { return std::make_unique<Fusion>(); }

    TensorView *define_tensor(const std::vector<int64_t> &shape) {
        auto *tensor = own(new TensorView(this, next_name("T"), shape));
        define("define_tensor", {}, tensor);
        return tensor;
    }
    Val *define_scalar(const std::string &text) { return own(new Val(this, text)); }
    Val *apply(const char *op, std::vector<Val *> inputs) {
        Val *result = own(new TensorView(this, next_name("T"), {}));
        define(op, std::move(inputs), result);
        return result;
    }
    std::vector<Val *> vals() const {
        std::vector<Val *> result;
        for (auto &val : m_vals)
            result.push_back(val.get());
        return result;
    }
    /// Always fails, in the way that a real operation on bad input does.
    void invalid_operation() const {
        NVF_ERROR(m_vals.size() > 1000,
                  "invalid_operation: the fusion has no outputs; helpful error message: call "
                  "define_tensor and add_output first");
    }

private:
    template <class T> T *own(T *val) {
        m_vals.emplace_back(val);
        return val;
    }
    void define(const char *op, std::vector<Val *> inputs, Val *output) {
        m_exprs.push_back(std::make_unique<Expr>(op, std::move(inputs), output));
        output->setDefinition(m_exprs.back().get());
    }
    std::string next_name(const char *prefix) { return prefix + std::to_string(m_vals.size()); }

    std::vector<std::unique_ptr<Val>> m_vals;
    std::vector<std::unique_ptr<Expr>> m_exprs;
};

/// What is executed on: plain numbers.
struct Tensor {
    std::vector<double> data;
};

/// Runs a fusion; a run waits for a notification, which only another thread can give.
class FusionExecutorCache {
public:
    explicit FusionExecutorCache(Fusion *fusion) : m_fusion(fusion) {}

    /// Doubles the inputs. With `wait` it ends when notify() is called, or after that many
    /// milliseconds.
    std::vector<Tensor> execute(std::vector<Tensor> inputs, int wait = 0) {
        NVF_ERROR(!inputs.empty(), "execute: no inputs; give one tensor for each input");
        std::unique_lock<std::mutex> lock(m_mutex);
        m_running = true;
        m_wake.wait_for(lock, std::chrono::milliseconds(wait), [this] { return m_notified > 0; });
        m_running = false;
        for (Tensor &tensor : inputs)
            for (double &value : tensor.data)
                value *= 2;
        return inputs;
    }
    bool running() const { return m_running; }
    void notify() {
        std::lock_guard<std::mutex> lock(m_mutex);
        ++m_notified;
        m_wake.notify_all();
    }
    int notified() const { return m_notified; }
    Fusion *fusion() const { return m_fusion; }

private:
    Fusion *m_fusion;
    std::mutex m_mutex;
    std::condition_variable m_wake;
    std::atomic<bool> m_running{false};
    std::atomic<int> m_notified{0};
};

enum class ParallelType { TIDx, TIDy, TIDz };

/// Thread block sizes behind getters and one setter.
class LaunchParams {
public:
    int64_t bdimx() const { return m_dims[0]; }
    int64_t bdimy() const { return m_dims[1]; }
    void bindUnsafe(int64_t value, ParallelType type) { m_dims[(int) type] = value; }

private:
    int64_t m_dims[3] = {1, 1, 1};
};

/// The shape of a tensor core instruction: three numbers in one enumeration.
enum class MmaMacro : uint64_t { NoMMA = 0, Hopper_64_8_16 = 64ull << 32 | 8ull << 16 | 16 };

inline int macro_part(MmaMacro macro, int shift) {
    return (int) ((uint64_t) macro >> shift & 0xffff);
}
inline void set_macro_part(MmaMacro &macro, int shift, int value) {
    macro = (MmaMacro) (((uint64_t) macro & ~(0xffffull << shift)) | (uint64_t) value << shift);
}

struct MatmulParams {
    MmaMacro mma_macro = MmaMacro::NoMMA;
    int64_t stages = 1;
};

} // namespace ENGINE_SECTION
} // namespace nvfuser
